"""What moves on the terminal while work goes on: every step that is told has its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from interview import INTERVIEW
from terminal import Terminal

from convert.book import open_book
from convert.press import editions
from convert.render import FORMATS
from convert.site.publish import publish
from convert.words import WORDS


def test_every_step_has_words(tmp_path: Path) -> None:
    (tmp_path / "boat.txt").write_text(INTERVIEW, "utf-8")
    told: list[str] = []
    publish([tmp_path / "boat.txt"], tmp_path / "site", "2026-03-08T12:00:00Z", watch=lambda name, step: told.append(step))
    editions(open_book(INTERVIEW.encode()), ["digest-md", "digest-json"], lambda name, step: told.append(step))
    assert {*FORMATS, "clean", "publish"} <= {*told}
    assert not [step for step in told if f"step.{step}" not in WORDS]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_digest_of_any_shape_on_a_terminal(tmp_path: Path, form: str) -> None:
    (tmp_path / "boat.txt").write_text(INTERVIEW, "utf-8")
    terminal = Terminal("digest", "boat.txt", "--no-pages", "--format", form, "-o", "boat.out", folder=tmp_path)
    terminal.expect("choosing quotes")
    assert terminal.end() == 0
    assert (tmp_path / "boat.out").stat().st_size
