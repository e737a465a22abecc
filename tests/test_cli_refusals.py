"""What bad input gets: exit code 2, words that say what, where and what to do, and not a file more than before."""
from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import cases
from interview import INTERVIEW
from typer.testing import CliRunner

from convert import output
from convert.cli import app
from convert.refusal import Refusal


def contents(folder: Path) -> dict[Path, bytes | None]:
    return {p.relative_to(folder): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "boat.txt").write_text(INTERVIEW, "utf-8")
    return tmp_path


@pytest.mark.parametrize("case", cases("bad_input"))
def test_bad_input(case: dict[str, Any], here: Path) -> None:
    for name, content in case.get("files", {}).items():
        if content == "dir":
            (here / name).mkdir()
        else:
            raw = bytes.fromhex(content[4:]) if content.startswith("hex:") else content.encode()
            (here / name).write_bytes(raw)
    before = contents(here)
    result = CliRunner(env=case.get("env", {})).invoke(app, case["run"].split())
    assert result.exit_code == 2, result.output
    assert not result.stdout
    for words in case["says"]:
        assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(here) == before


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.ENAMETOOLONG, errno.EIO])
def test_what_the_system_complains_of_is_a_sentence(number: int) -> None:
    said = str(output.refused(OSError(number, os.strerror(number)), "book.pdf"))
    assert said.startswith(("book.pdf", "-"))
    assert len(said) > len("book.pdf: ")


def test_a_failure_leaves_the_old_files_and_no_other(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "old.pdf").write_bytes(b"old")
    before = contents(here)

    def full(descriptor: int, mode: str) -> Any:
        os.close(descriptor)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(output.os, "fdopen", full)
    with pytest.raises(Refusal, match="disk is full"):
        output.save({here / "old.pdf": b"new", here / "second.pdf": b"new"})
    assert contents(here) == before


def test_no_permission(here: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    (here / "locked").mkdir(mode=0o500)
    (here / "boat.txt").chmod(0)
    for run in ("clean boat.txt", "clean - -o locked/out.txt"):
        result = CliRunner().invoke(app, run.split(), input=INTERVIEW)
        assert (result.exit_code, "permission denied" in result.stderr) == (2, True)


def test_a_name_too_long_and_a_full_disk_are_no_faults_of_the_program(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(app, ["clean", "boat.txt", "-o", "长" * 300])
    assert (result.exit_code, "name is too long" in result.stderr) == (2, True)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "font")

    monkeypatch.setattr("convert.book.Book.render", full)
    for command in ("pdf", "build"):
        result = CliRunner().invoke(app, [command, "boat.txt"])
        assert (result.exit_code, "the disk is full" in result.stderr) == (2, True)
    assert contents(here).keys() == {Path("boat.txt")}


def test_a_fault_of_the_program_is_said_to_be_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("convert.verbs.clean_text", broken)
    result = CliRunner().invoke(app, ["clean", "boat.txt"])
    assert (result.exit_code, result.stdout) == (70, "")
    assert "a fault of the program, not of the text (ZeroDivisionError: by zero)" in result.stderr
    monkeypatch.setenv("CONVERT_DEBUG", "1")
    assert isinstance(CliRunner().invoke(app, ["clean", "boat.txt"]).exception, ZeroDivisionError)
