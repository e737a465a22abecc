"""Bytes read in a wrong encoding (误读): which stretches of a line come back by reading them in the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from convert.clean.chars import BITS


class Misreading(NamedTuple):
    """One way to misread: the encoding used, the one that was meant, the bits a stretch must save to be believed."""

    wrong: str
    right: str
    least: int


LATIN = "windows-1252"  # with Latin-1's control codes in its holes, as browsers read it
SHIFTED = Misreading("gb18030", "gb18030, one byte on", 120)
UTF8_AS_GB = Misreading("gb18030", "utf-8", 24)
LATIN_WAYS = (Misreading(LATIN, "utf-8", 20), Misreading(LATIN, "gb18030", 24), Misreading(LATIN, "big5hkscs", 48))
HAN_WAYS = (
    Misreading("gb18030", "big5hkscs", 60),
    Misreading("big5hkscs", "gb18030", 60),
    Misreading("big5hkscs", "utf-8", 40),
    SHIFTED,
)

# A character of the right encoding, or what is left of one whose last bytes were lost (\xff, or ? for them).
UNITS = {
    "utf-8": re.compile(
        rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x20-\x7e]|[\xe3-\xe9][\x80-\xbf]?(?:\xff\??|\?)|\xff"
    ),
    "gb18030": re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x81-\xfe][0-9][\x81-\xfe][0-9]|[\x20-\x7e]"),
    "big5hkscs": re.compile(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]|[\x20-\x7e]"),
}
FAR = 40  # bits: where so much is lost again behind a stretch, it has ended


class Stretch(NamedTuple):
    """Characters ``at`` of a line that were misread, what they were, the bits saved; ``exact`` if no byte is missing."""

    at: tuple[int, int]
    after: str
    gain: int
    exact: bool


def stretches(line: str, way: Misreading) -> Iterator[Stretch]:
    """The stretches of a line that the misreading explains better than chance, from left to right.

    A stretch is a run of characters whose bytes are whole characters of the right encoding too, and cost ``way.least``
    bits less as such. Each end falls between two characters; one that does not has lost a byte.

    >>> list(stretches("他说鎴戜滑鐨勫", UTF8_AS_GB))
    [Stretch(at=(2, 5), after='我们', gain=27, exact=True)]
    """
    shifted = way is SHIFTED
    for run, first in _runs(line, way.wrong):
        data = b"".join(run)
        owner = [first + i for i, code in enumerate(run) for _ in code]  # which character a byte belongs to
        price = [BITS[line[first + i]] / len(code) for i, code in enumerate(run) for _ in code]
        if shifted:
            yield from _segments(data, 1, UNITS["gb18030"], "gb18030", way.least, owner, price)
        else:
            yield from _segments(data, 0, UNITS[way.right], way.right, way.least, owner, price)


def _segments(
    data: bytes, at: int, unit: re.Pattern[bytes], codec: str, least: int, owner: list[int], price: list[float]
) -> Iterator[Stretch]:
    chars: list[str] = []
    start = end = kept = 0  # bytes of the best stretch so far; how many of ``chars`` it holds
    sum_ = best = 0.0

    def found() -> Iterator[Stretch]:
        if best >= least:
            yield _stretch(start, end, chars[:kept], int(best), owner)

    while at < len(data):
        m = unit.match(data, at)
        char = _decoded(m[0], codec) if m else None
        if m is None or char is None:
            yield from found()
            at += 1 if m is None else len(m[0])
            chars, kept, sum_, best = [], 0, 0.0, 0.0
            continue
        if sum_ <= 0:
            chars, kept, sum_, best, start = [], 0, 0.0, 0.0, at
        chars.append(char)
        sum_ += sum(price[at : m.end()]) - BITS[char[-1]]
        at = m.end()
        if sum_ > best:
            best, end, kept = sum_, at, len(chars)
        elif sum_ < best - FAR:
            yield from found()
            chars, kept, sum_, best = [], 0, 0.0, 0.0
    yield from found()


def _stretch(start: int, end: int, chars: list[str], gain: int, owner: list[int]) -> Stretch:
    torn_left = start > 0 and owner[start - 1] == owner[start]
    torn_right = end < len(owner) and owner[end - 1] == owner[end]
    after = "\ufffd" * torn_left + "".join(chars) + "\ufffd" * torn_right
    return Stretch((owner[start], owner[end - 1] + 1), re.sub("\ufffd+", "\ufffd", after), gain, "\ufffd" not in after)


@lru_cache(maxsize=20000)
def _decoded(code: bytes, codec: str) -> str | None:
    try:
        return code.decode(codec)
    except UnicodeDecodeError:
        return "\ufffd" if codec == "utf-8" and code[-1:] in (b"\xff", b"?") else None


def _runs(line: str, wrong: str) -> Iterator[tuple[list[bytes], int]]:
    """The parts of a line that ``wrong`` can write, as the bytes of each character, and where each part begins."""
    run: list[bytes] = []
    for i, char in enumerate(line):
        code = _code(char, wrong)
        if char == "€" and wrong == "gb18030":
            following = _code(line[i + 1 : i + 2], wrong)
            # read by Windows it is the lone byte 80; as A2 E3 it must go on with two bytes that continue
            code = b"\xa2\xe3" if following and len(following) > 1 and max(following[:2]) < 0xC0 else b"\x80"
        if code is not None:
            run.append(code)
        elif run:
            yield run, i - len(run)
            run = []
    if run:
        yield run, len(line) - len(run)


@lru_cache(maxsize=20000)
def _code(char: str, wrong: str) -> bytes | None:
    if char == "\ufffd":
        return b"\xff"
    try:
        return char.encode("cp1252" if wrong == LATIN else wrong)
    except UnicodeEncodeError:
        return bytes((ord(char),)) if wrong == LATIN and "\x80" <= char <= "\x9f" else None
