"""What the tests share: texts made from strings, cases and goldens read from files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from convert.read import read
from convert.text import Text

hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)  # speed is for the benchmarks
hypothesis.settings.load_profile("steady")

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
SEED = SEEDS / "000_fcaa43b0c36ff328.txt"  # the press conference: the one most tests mean


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--accept`` rewrites the goldens; read the diff before committing it."""
    parser.addoption("--accept", action="store_true", help="rewrite golden files with what the program gives now")


def made(words: str, name: str = "sample") -> Text:
    """A text as it would be read from a UTF-8 file of these words."""
    return read(words.encode(), name)


def cases(name: str) -> list[Any]:
    """The cases of ``cases/NAME.toml``, each with its label as the test's id."""
    table = tomllib.loads((HERE / "cases" / f"{name}.toml").read_text("utf-8"))
    return [pytest.param(case, id=case["label"]) for case in table["case"]]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``golden/PATH``; with ``--accept`` write it there."""

    def compare(path: str, found: str) -> None:
        file = HERE / "golden" / path
        if request.config.getoption("--accept"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(found, "utf-8")
        assert file.exists(), f"no golden {path}: run pytest --accept and read what it wrote"
        assert found == file.read_text("utf-8")

    return compare
