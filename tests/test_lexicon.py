"""The dictionary's cache: read as it was written, or not at all."""

from __future__ import annotations

import marshal
from collections.abc import Callable
from pathlib import Path

import pytest

from convert import lexicon
from convert.lexicon import terms

BLOWS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut short": lambda whole: whole[: len(whole) // 2],
    "a byte changed": lambda whole: whole[:-3] + b"?" + whole[-2:],
    "another program's": lambda _: marshal.dumps((3, {})),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and a dictionary of three words for what takes a second to read."""
    import jieba

    words = {"渡": 0, "渡口": 5, "船": 3}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(jieba.Tokenizer, "gen_pfdict", lambda *_: (words, 8))
    monkeypatch.setattr(lexicon, "_dictionary", lexicon._Dictionary)
    return tmp_path / "kanxing"


@pytest.mark.parametrize("blow", BLOWS.values(), ids=list(BLOWS))
def test_a_spoiled_cache_is_written_anew(folder: Path, blow: Callable[[bytes], bytes]) -> None:
    assert terms("渡口船") == ["渡口"]
    (cache,) = folder.iterdir()
    whole = cache.read_bytes()
    cache.write_bytes(blow(whole))
    assert terms("渡口船") == ["渡口"]
    assert cache.read_bytes() == whole


def test_a_cache_is_read_and_not_written_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert terms("渡口") == ["渡口"]
    monkeypatch.setattr(lexicon, "_packed", None)
    assert terms("渡口") == ["渡口"]
