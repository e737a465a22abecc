"""What the READMEs show is true: commands run, links lead somewhere, outputs and settings are the program's own."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from conftest import SEED
from interview import INTERVIEW
from typer.main import get_command
from typer.testing import CliRunner

import convert
from convert.clean import PASSES
from convert.cli import app
from convert.settings import KEYS, Layer, flat, merge

ROOT = Path(__file__).parent.parent
ENGLISH, CHINESE = READMES = ("README.md", "README.zh-CN.md")
PAGES = (*READMES, "CONTRIBUTING.md", "CHANGELOG.md")
PROGRAMS = ("convert", "kanxing")


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page(name), re.DOTALL | re.MULTILINE)


def commands(name: str) -> list[list[str]]:
    """The command lines of a page's ``sh`` blocks as words, comments left out."""
    lines = [line for block in blocks(name, "sh") for line in block.splitlines()]
    return [words for line in lines if (words := shlex.split(line, comments=True))]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the READMEs' commands name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "news.txt").write_text(INTERVIEW, "utf-8")
    (tmp_path / "texts" / "boat.txt").write_text("夜航\n\n　　船在夜里靠了岸，灯还亮着。\n", "utf-8")
    (tmp_path / "old.txt").write_bytes(INTERVIEW.encode("gb18030"))
    (tmp_path / "ours.toml").write_text('[edition]\ncreator = "某某"\n', "utf-8")
    return tmp_path


def run(words: list[str]) -> None:
    """Carry out a command line of the program, with < and > as the shell has them."""
    given = None
    output: str | None = None
    if "<" in words:
        at = words.index("<")
        given, words = Path(words[at + 1]).read_bytes(), words[:at] + words[at + 2 :]
    if ">" in words:
        at = words.index(">")
        output, words = words[at + 1], words[:at] + words[at + 2 :]
    if words[1] == "serve":  # which never ends: tests/test_site_serve.py asks it for files
        words = [*words, "--help"]
    done = CliRunner().invoke(app, words[1:], input=given)
    if words[1] == "review":  # which asks for a terminal: tests/test_review.py gives it one
        assert (done.exit_code, "convert explain" in done.output) == (2, True)
        return
    assert done.exit_code == 0, f"{words}: {done.output}"
    if output:
        Path(output).write_bytes(done.stdout_bytes)


def test_both_readmes_name_the_same_commands() -> None:
    assert commands(ENGLISH) == commands(CHINESE)
    assert {words[1] for words in commands(ENGLISH) if words[0] in PROGRAMS} == {*get_command(app).commands}  # type: ignore[attr-defined]  # a group


def test_every_command_of_the_readmes_runs(here: Path) -> None:
    for words in commands(ENGLISH):
        if words[0] in PROGRAMS:
            run(words)
    assert Path("repaired.txt").read_text("utf-8") == convert.clean_text("news.txt")
    made = {"build/news/news.pdf", "books/boat/boat.epub", "news.epub", "build/news/news.digest.json", "page.html"}
    assert not [path for path in made if not Path(path).is_file()]


@pytest.mark.parametrize("name", PAGES)
def test_other_commands_are_known(name: str) -> None:
    """Targets of make, paths handed to Python, the wheel's name."""
    targets = re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE)
    for words in commands(name):
        match words:
            case ["make", target]:
                assert target in targets
            case ["pipx", "install", wheel]:
                assert wheel == f"dist/kanxing-{convert.__version__}-py3-none-any.whl"
            case [".venv/bin/python", "-m", "pytest", *rest]:
                assert all((ROOT / word).is_file() for word in rest if word.endswith(".py"))
            case _:
                assert words[0] in PROGRAMS


@pytest.mark.parametrize("name", READMES)
def test_python_runs(name: str, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks(name, "python")
    exec(code, {})
    assert capsys.readouterr().out == CliRunner().invoke(app, ["outline", "news.txt"]).stdout
    assert (here / "news.epub").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", READMES)
def test_settings_are_the_program_s(name: str) -> None:
    (toml,) = blocks(name, "toml")
    layer = Layer(name, flat(tomllib.loads(toml)), toml)
    merge([layer])
    assert set(layer.values) == set(KEYS)


@pytest.mark.parametrize(("name", "language"), [(ENGLISH, "en"), (CHINESE, "zh-Hans")])
def test_outputs_are_the_program_s(name: str, language: str) -> None:
    outputs = [convert.explain(SEED, {"language": language}, every=True), convert.digest(SEED)]
    shown = blocks(name, "text")
    assert len(shown) == len(outputs)
    for block, output in zip(shown, outputs, strict=True):
        told = output.splitlines()
        assert not [line for line in block.splitlines() if line not in told]


@pytest.mark.parametrize("name", READMES)
def test_every_pass_is_told_of(name: str) -> None:
    rows = [line.split("|")[1] for line in page(name).splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(p.__name__ for p in PASSES)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)]+)\)", page(name))
    paths = re.findall(r"`((?:convert|styles|tests|scripts|docs|benchmarks|seeds)/[\w./-]*)`", page(name))
    found = [path for path in [*links, *paths] if not path.startswith("https:") and "NAME" not in path]
    assert found or name == "CHANGELOG.md"
    assert not [path for path in found if not (ROOT / path).exists()]


def test_chinese_paragraphs_stand_on_one_line() -> None:
    """A browser would show a line's end between two characters as a space."""
    prose = re.sub(r"^```.*?^```$", "", page(CHINESE), flags=re.DOTALL | re.MULTILINE)
    assert not re.findall(r"^[^\n#|!-].*\n[^\n#|!-].*", prose, re.MULTILINE)


def test_every_picture_is_shown_and_small() -> None:
    pictures = {f"docs/images/{path.name}": path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()}
    assert len(pictures) >= 5
    for name in READMES:
        assert set(re.findall(r"!\[[^]]+\]\(([^)]+)\)", page(name))) == set(pictures)
    assert max(pictures.values()) < 150_000
