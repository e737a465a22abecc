"""Bytes to characters, each with the bytes it came from."""
from __future__ import annotations

import codecs
import re
from array import array
from collections.abc import Iterable
from itertools import accumulate

MARK = "convert.undecodable"            # the codec error handler below
TYPECODE = "I"                          # four bytes an origin: sources up to 4 GiB
_BASE = 0xDC00                          # lone surrogates, which no codec lets through: U+DC01 stands for one bad byte
_MARKS = re.compile("[\udc00-\udcff]")
_TO_REPLACEMENT = dict.fromkeys(range(_BASE, _BASE + 0x100), "\ufffd")
_EXACT = {"utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030", "big5hkscs"}
_SECOND_HALF = re.compile("[\u0304\u030c]")     # Big5-HKSCS 8862, 8864, 88A3, 88A5: one unit, two characters


def _mark(error: UnicodeError) -> tuple[str, int]:
    """One character for an undecodable unit, which carries the unit's length until the origins are counted."""
    assert isinstance(error, UnicodeDecodeError)
    return chr(_BASE + min(error.end - error.start, 0xFF)), error.end


codecs.register_error(MARK, _mark)


def decode(raw: bytes, codec: str, skip: int = 0) -> tuple[str, array[int], array[int]]:
    """The characters of ``raw`` from byte ``skip`` on, and where in ``raw`` each begins and ends.

    Each maximal undecodable unit, as the codec sees it, becomes one U+FFFD. Characters that one unit of the code
    stands for together share its range. Every byte from ``skip`` on is in some character's range.

    >>> chars, starts, ends = decode("中国".encode("gb18030") + b"\\xff.", "gb18030")
    >>> chars.count("\\ufffd"), list(starts), list(ends)
    (1, [0, 2, 4, 5], [2, 4, 5, 6])
    """
    if codec not in _EXACT:
        return _stepwise(raw, codec, skip)
    marked = codecs.decode(memoryview(raw)[skip:], codec, MARK)
    ends = array(TYPECODE, accumulate(map(_Widths(codec).__getitem__, marked), initial=skip))
    starts = ends[:-1]
    del ends[0]
    if codec == "big5hkscs":
        for second in _SECOND_HALF.finditer(marked):
            starts[second.start()] = starts[second.start() - 1]
    return _replace(marked), starts, ends


def _replace(marked: str) -> str:
    return marked.translate(_TO_REPLACEMENT) if _MARKS.search(marked) else marked


class _Widths(dict[str, int]):
    """How many bytes a character takes: those it encodes to, since these codecs decode it from no others."""

    def __init__(self, codec: str) -> None:
        self._codec = codec

    def __missing__(self, char: str) -> int:
        if _MARKS.match(char):
            width = ord(char) - _BASE
        elif self._codec == "big5hkscs" and _SECOND_HALF.match(char):
            width = 0
        else:
            width = len(char.encode(self._codec))
        self[char] = width
        return width


def _stepwise(raw: bytes, codec: str, skip: int) -> tuple[str, array[int], array[int]]:
    """The same for any codec of Python's, one byte at a time (some twenty times slower)."""
    decoder = codecs.getincrementaldecoder(codec)(MARK)
    parts: list[str] = []
    starts, ends = array(TYPECODE), array(TYPECODE)
    done = skip

    def take(chars: str, end: int) -> int:
        parts.append(chars)
        starts.extend([done] * len(chars))
        ends.extend([end] * len(chars))
        return end if chars else done

    view: Iterable[int] = memoryview(raw)[skip:]
    for at, byte in enumerate(view, skip + 1):
        done = take(decoder.decode(bytes((byte,))), at)
    take(decoder.decode(b"", True), len(raw))
    if ends and ends[-1] < len(raw):            # bytes at the end that only switch a mode
        ends[-1] = len(raw)
    return _replace("".join(parts)), starts, ends
