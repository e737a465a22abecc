"""The command line: what each command prints and leaves behind. Bad input: test_cli_refusals."""
from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from interview import INTERVIEW
from typer.testing import CliRunner, Result

import convert
from convert.cli import app

CLEAN = INTERVIEW.replace("老灯\n\n塔", "老灯塔").replace("守灯的人不能只想着自己的冷暖，要想着海上的人。" * 2,
                                                "守灯的人不能只想着自己的冷暖，要想着海上的人。").replace("（下转06版）", "")
CLEAN = "\n".join(filter(None, CLEAN.split("\n"))) + "\n"
HEAVY = ("weasyprint", "ebooklib", "jieba", "PIL", "jinja2", "lxml", "fontTools", "tinycss2", "rich", "markupsafe")
ROOT = Path(__file__).parent.parent


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "boat.txt").write_text(INTERVIEW, "utf-8")
    return tmp_path


def run(*words: str, code: int = 0, given: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, words, input=given)
    assert result.exit_code == code, result.output
    return result


def program(*words: str, given: bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "convert", *words], input=given, capture_output=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})}, timeout=60)


def test_clean_prints_one_block_a_line(here: Path) -> None:
    assert run("clean", "boat.txt").stdout == CLEAN
    run("clean", "boat.txt", "-o", "new/clean.txt")
    assert (here / "new/clean.txt").read_bytes() == CLEAN.encode()
    assert run("clean", "new/clean.txt").stdout == CLEAN


def test_a_closed_standard_output_is_no_fault_of_the_program(here: Path) -> None:
    for words, code in ((("clean", "boat.txt"), 2), (("clean", "boat.txt", "-o", "clean.txt"), 0)):
        shell = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "convert", *words]
        done = subprocess.run(shell, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
        assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr


def test_standard_input_and_output(here: Path) -> None:
    assert run("clean", "-", given=INTERVIEW).stdout == CLEAN
    assert run("clean", "-", given=INTERVIEW.encode("gb18030")).stdout == CLEAN
    assert run("digest", "-", given=INTERVIEW).stdout == "build/stdin/stdin.digest.txt\n"
    assert run("digest", "-", "-o", "-", given=INTERVIEW).stdout == (here / "build/stdin/stdin.digest.txt").read_text("utf-8")


def test_clean_does_not_depend_on_the_locale(here: Path) -> None:
    env = {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = program("clean", "boat.txt", env=env)
    assert (done.returncode, done.stdout.decode()) == (0, CLEAN)


def test_without_a_cache_folder_nothing_is_left_elsewhere(here: Path) -> None:
    (here / "tmp").mkdir()
    done = program("clean", "boat.txt", env={"XDG_CACHE_HOME": "/dev/null/none", "TMPDIR": str(here / "tmp")})
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, CLEAN, b"")
    assert not [*(here / "tmp").iterdir()]


def test_outline_indents_by_level(here: Path) -> None:
    assert run("outline", "boat.txt").stdout == "每一盏灯都有自己的脾气\n让年轻人愿意留在岛上\n"
    book = "灯\n\n第一卷　海\n\n第一章　潮\n\n潮来了。\n\n第二章　汐\n\n汐退了。\n\n第二卷　山\n\n第三章　石\n\n石不动。\n"
    lines = run("outline", "-", given=book).stdout.splitlines()
    assert [len(line) - len(line.lstrip(" ")) for line in lines] == [0, 2, 2, 0, 2]
    assert "灯" not in lines


def test_tree_as_text_and_as_json(here: Path) -> None:
    from convert.dump import from_json
    assert run("tree", "boat.txt").stdout.startswith("<document at=")
    document = from_json(run("tree", "boat.txt", "--json").stdout)
    assert document == convert.open_book("boat.txt").document


def test_explain_in_its_three_forms(here: Path) -> None:
    assert "修补 4 处：已改 3，待定 1" in run("explain", "boat.txt").stdout
    assert "4 repairs: 3 applied, 1 held" in run("explain", "boat.txt", "--lang", "en").stdout
    rows = [json.loads(line) for line in run("explain", "boat.txt", "--json").stdout.splitlines()]
    assert [(row["kind"], row["status"]) for row in rows] == [
        ("repeat", "applied"), ("jump", "applied"), ("cut", "applied"), ("gap", "held")]
    assert len(run("explain", "boat.txt", "--json", "--held").stdout.splitlines()) == 1
    assert not run("explain", "boat.txt", "--html", "page.html").stdout
    assert (here / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_decisions_hold_from_run_to_run(here: Path) -> None:
    ids = {r["kind"]: r["id"] for r in map(json.loads, run("explain", "boat.txt", "--json").stdout.splitlines())}
    (here / "boat.toml").write_text(f'[clean]\naccept = ["{ids["gap"]}"]\nreject = ["{ids["repeat"]}", "cut-gone"]\n', "utf-8")
    told = run("explain", "boat.txt", "--lang", "en").stdout
    assert "3 applied, 0 held, 1 rejected by the editor" in told
    assert "boat.toml, line 3: the id cut-gone belongs to no repair." in told
    text = run("clean", "boat.txt").stdout
    assert "这就是我们留在〔原文此处有缺〕\n" in text
    assert text.count("守灯的人不能只想着自己的冷暖") == 2
    (here / "boat.txt").write_bytes(INTERVIEW.replace("\n", "\r\n").encode("gb18030"))
    assert run("clean", "boat.txt").stdout == text


def test_build_makes_all_editions_and_says_what_it_found(here: Path) -> None:
    (here / "books").mkdir()
    (here / "books/boat.txt").write_text(INTERVIEW, "utf-8")
    (here / "books/boat.toml").write_text('[edition]\ncreator = "老周"\n', "utf-8")
    (here / "books/.hidden").write_bytes(b"\0")
    (here / "books/cover.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (here / "books/empty.txt").write_bytes(b"")
    result = run("build", "books", "-o", "out", "--lang", "en", code=1)
    assert sorted(p.name for p in (here / "out").rglob("*") if p.is_file()) == [
        "boat.digest.txt", "boat.epub", "boat.pdf", "repairs.jsonl"]
    assert (here / "out/boat/boat.pdf").read_bytes().startswith(b"%PDF-")
    assert zipfile.is_zipfile(here / "out/boat/boat.epub")
    head, *rows = (here / "out/boat/repairs.jsonl").read_text("utf-8").splitlines()
    assert json.loads(head)["source"] == "boat"
    assert len(rows) == 4
    told = " ".join(result.stdout.split())
    for words in ("encoding utf-8", "title 一盏灯要照亮所有回家的船", "creator 老周", "sections 2", "3 applied",
                  "1 held", "gaps none", "files out/boat/boat.pdf", "books/boat.txt done", "books/cover.png skipped",
                  "books/empty.txt failed", "3 sources: 1 done, 1 skipped, 1 failed"):
        assert words in told, words
    assert "books/empty.txt" in result.stderr


def test_build_asks_for_what_nobody_has_said(here: Path) -> None:
    (here / "灯.txt").write_text("灯亮着，船就敢走。\n", "utf-8")
    told = run("build", "灯.txt").stdout
    assert '未见，暂以文件名“灯”为题。请写入 灯.toml：[edition] title = "…"' in told
    assert '未见。请写入 灯.toml：[edition] creator = "…"' in told


def test_editions_stay_in_their_folder(here: Path) -> None:
    (here / "...txt").write_text("灯亮着，船就敢走。\n", "utf-8")
    assert run("digest", "...txt").stdout == "build/book/book.digest.txt\n"


def test_standard_input_is_a_source_too(here: Path) -> None:
    with open("boat.txt", "rb") as source:
        done = subprocess.run([sys.executable, "-m", "convert", "clean", "-", "-o", "boat.txt"], stdin=source, check=False,
                              capture_output=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert (done.returncode, (here / "boat.txt").read_text("utf-8")) == (2, INTERVIEW)


def test_one_bad_source_does_not_stop_single_editions(here: Path) -> None:
    result = run("digest", "nosuch.txt", "boat.txt", code=2)
    assert "nosuch.txt" in result.stderr
    assert result.stdout == "build/boat/boat.digest.txt\n"


def test_digest_options(here: Path) -> None:
    found = json.loads(run("digest", "boat.txt", "--json", "-o", "-", "--quotes", "1").stdout)
    assert [len(s["quotes"]) for s in found["sections"]] == [1, 1]
    assert run("digest", "boat.txt", "--json").stdout == "build/boat/boat.digest.json\n"


def test_settings_are_a_settings_file(here: Path) -> None:
    (here / "boat.toml").write_text('[edition]\ntitle = "灯"\n[clean.edit]\n"cut-1" = "塔"\n', "utf-8")
    printed = run("settings", "boat.txt", "--set", "print.paper=A4", "--set", "digest.quotes=3").stdout
    assert 'title = "灯"' in printed
    assert "# boat.toml" in printed
    assert tomllib.loads(printed)["print"]["paper"] == "A4"
    (here / "boat.toml").write_text(printed, "utf-8")
    loaded = convert.list_settings(Path("boat.txt")).settings
    assert (loaded.edition.title, loaded.clean.edit, loaded.digest.quotes) == ("灯", {"cut-1": "塔"}, 3)


def test_lists() -> None:
    passes = [line.split()[0] for line in run("passes").stdout.splitlines()]
    assert passes == [p.name for p in convert.list_passes()]
    assert passes.index("repeats") < passes.index("gaps")
    assert any(line.startswith("book ") for line in run("themes").stdout.splitlines())


def test_version() -> None:
    assert run("--version").stdout == f"convert (kanxing) {convert.__version__}\n"


@pytest.mark.parametrize("words", [[], ["--help"], *([name, "--help"] for name in (
    "build", "pdf", "epub", "digest", "clean", "outline", "tree", "explain", "passes", "themes", "settings"))])
def test_every_command_has_help(words: list[str]) -> None:
    assert "Usage:" in run(*words, code=0 if words else 2).output


@pytest.mark.parametrize("words", ["--help", "--version", "build --help", "settings"])
def test_starting_loads_nothing_heavy(words: str) -> None:
    code = ("import sys, convert.cli\ntry: convert.cli.main()\nexcept SystemExit: pass\n"
            f"print(sorted(set({HEAVY!r}) & {{name.partition('.')[0] for name in sys.modules}}), file=sys.stderr)")
    done = subprocess.run([sys.executable, "-c", code, *words.split()], capture_output=True, check=True, timeout=60,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.stderr.decode().strip() == ("[]" if words != "settings" else "['rich']")


def test_shell_completion_knows_the_commands() -> None:
    env = {"_CONVERT_COMPLETE": "complete_bash", "COMP_WORDS": "convert ex", "COMP_CWORD": "1"}
    code = "import sys; sys.argv[0] = 'convert'; from convert.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **env})
    assert done.stdout.decode().split() == ["explain"]


def test_a_closed_pipe_is_no_fault(here: Path) -> None:
    command = f"'{sys.executable}' -m convert tree boat.txt --json | head -c 20"
    done = subprocess.run(command, shell=True, capture_output=True, check=True, timeout=60,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.stderr == b""


def test_library_and_command_line_are_twins(here: Path) -> None:
    assert convert.clean_text("boat.txt") == run("clean", "boat.txt").stdout
    assert convert.dump_tree("boat.txt", form="json") == run("tree", "boat.txt", "--json").stdout
    assert convert.explain("boat.txt") == run("explain", "boat.txt").stdout
    assert convert.digest("boat.txt") == run("digest", "boat.txt", "-o", "-").stdout
    run("epub", "boat.txt", "-o", "boat.epub")
    assert zipfile.ZipFile(io.BytesIO(convert.epub("boat.txt"))).namelist() == zipfile.ZipFile("boat.epub").namelist()
    assert all(callable(getattr(convert, name)) for name in convert.__all__)
    with pytest.raises(AttributeError, match="publish"):
        _ = convert.publish
