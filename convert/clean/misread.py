"""Bytes read in a wrong encoding (误读): which stretches of a line come back by reading them in the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from convert.blocks.lines import HAN, IS_HAN
from convert.clean.chars import BITS
from convert.frequency import MARKS


class Misreading(NamedTuple):
    """One way to misread: the encoding used, and the one meant.

    ``least``: the bits that a stretch must save to be believed. ``dear``: the bits that a character of what comes back may
    take on average: prose has 10, chance among Han 13 and more. ``whole``: only lines from end to end, as in a file that was
    misread throughout; where one code is one character, a part of one proves nothing.
    """

    wrong: str
    right: str
    least: int
    dear: float
    whole: bool = False

    @property
    def unicode(self) -> bool:
        """Was it UTF-8, whose bytes tell by themselves where a character begins?"""
        return self.right.startswith("utf-8")


class Stretch(NamedTuple):
    """Characters ``at`` of a line that were misread, what they were, the bits saved.

    ``exact``: no byte is missing, and it is plain where the stretch ends.
    """

    at: tuple[int, int]
    after: str
    gain: int
    exact: bool


class _Unit(NamedTuple):
    start: int
    end: int
    char: str


LATIN = "windows-1252"  # or Latin-1, which has control codes where Windows has letters and marks
UTF8_AS_GB = Misreading("gb18030", "utf-8", 24, 13.5)
UTF8_AS_LATIN = Misreading(LATIN, "utf-8", 20, 13.5)
UTF8_AS_BIG5 = Misreading("big5hkscs", "utf-8", 45, 13.5)
GB_AS_LATIN = Misreading(LATIN, "gb18030", 30, 12)
BIG5_AS_LATIN = Misreading(LATIN, "big5hkscs", 45, 12)
BIG5_AS_GB = Misreading("gb18030", "big5hkscs", 45, 11.5)
GB_AS_BIG5 = Misreading("big5hkscs", "gb18030", 45, 11.5)
SHIFTED = Misreading("gb18030", "gb18030, a byte on", 120, 11.5)  # a lost byte: each character is made of two halves

LATIN_BYTES = {chr(b): b for b in range(256)} | {bytes((b,)).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)}
FAR = 40  # bits: where so much is lost again behind a stretch, it has ended
EDGE = 3  # characters: so far a stretch is carried on to its line's end, or to a mark that was read rightly
STUCK = re.compile(f"[{HAN}][@-~][{HAN}]")  # half a character of two bytes, taken for a letter where one was lost
SOUND = frozenset("“”‘’…—")  # marks that Windows' Latin code page holds too, and Chinese writes beside anything
TORN = "utf-8, torn"  # of a whole file, whose lost bytes have left no mark
_UTF8 = (  # a character, or what is left of one when \xff, or ? for it, stands for its lost bytes
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x9f-\xb3][\x80-\xbf]{2}|[\x20-\x7e]"
    rb"|[\xe3-\xe9](?:[\x80-\xbf\xff]{2}|[\x80-\xbf]?\xff|[\x80-\xbf]\?|\?[\x80-\xbf]?)|\xff"
)
_CODES = rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x20-\x7e]"
UNITS = {
    "utf-8": re.compile(_UTF8),
    TORN: re.compile(_UTF8 + rb"|[\xe3-\xe9][\x80-\xbf]?"),
    "gb18030": re.compile(_CODES + rb"|(?:[\x81-\xfe][0-9]){2}"),
    "big5hkscs": re.compile(_CODES),
    SHIFTED.right: re.compile(_CODES),
}


def stretches(line: str, way: Misreading) -> Iterator[Stretch]:
    """The stretches of a line that the misreading explains better than chance, from left to right.

    A stretch is a run of characters whose bytes are whole characters of the right encoding too, and which cost
    ``way.least`` bits less as such. Sound Chinese, new or old, saves less than 20 in any way there is.

    >>> list(stretches("他说鎴戜滑銆傚", UTF8_AS_GB))
    [Stretch(at=(2, 5), after='我们', gain=27, exact=True)]
    """
    if (whole := _whole(line, way)) or way.whole:
        yield from [whole] if whole else []
        return
    for first, codes in _runs(line, way.wrong):
        owner = [first + i for i, code in enumerate(codes) for _ in code]  # which character a byte belongs to
        price = [BITS[line[first + i]] / len(code) for i, code in enumerate(codes) for _ in code]
        for units in _best(b"".join(codes), way, owner, price):
            found = _trimmed(line, units, way, owner, price)
            if found and found.gain >= way.least:
                yield _bounded(line, found, way)


def _whole(line: str, way: Misreading) -> Stretch | None:
    """A line that was misread from end to end, found at one stroke; only in ways where no sound line would fit."""
    mixed = {"\ufffd", *("€" if way.wrong == "gb18030" else ""), *("“‘" if not way.whole else "")}
    if not (way.unicode or way.wrong == LATIN or way.whole) or not mixed.isdisjoint(line):
        return None
    try:
        codes = bytes(map(LATIN_BYTES.__getitem__, line)) if way.wrong == LATIN else line.encode(way.wrong)
        after = codes.decode(way.right.partition(",")[0])
    except (KeyError, UnicodeError):
        return None
    prices = [BITS[c] for c in after if c > "\x7f"]
    if not prices:
        return None
    start = _alike(line, after)
    end = _alike(line[:start:-1], after[:start:-1])
    gain = sum(map(BITS.__getitem__, line)) - sum(map(BITS.__getitem__, after))
    if gain < way.least or sum(prices) > way.dear * len(prices):
        return None
    return Stretch((start, len(line) - end), after[start : len(after) - end], gain, True)


def _alike(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _best(data: bytes, way: Misreading, owner: list[int], price: list[float]) -> Iterator[list[_Unit]]:
    """Runs of units that save bits; what loses ``FAR`` bits again, or is no unit, ends a run."""
    units: list[_Unit] = []
    keep, gain, most = 0, 0.0, 0.0
    at = int(way.right == SHIFTED.right)
    while at <= len(data):
        m = UNITS[way.right].match(data, at)
        char = _decoded(m[0], way.right) if m else None
        if m and char:
            if gain <= 0:
                units, keep, gain, most = [], 0, 0.0, 0.0
            units.append(_Unit(at, m.end(), char))
            gain += _saved(price[at : m.end()], char)
            at = m.end()
            if gain > most:
                keep, most = len(units), gain
            if gain >= most - FAR:
                continue
        else:
            at += 1
            while not way.unicode and at < len(data) and owner[at] == owner[at - 1]:
                at += 1  # codes of two bytes keep in step with the characters
            at += way.right == SHIFTED.right
        if keep:
            yield units[:keep]
        units, keep, gain, most = [], 0, 0.0, 0.0
    if keep:
        yield units[:keep]


def _saved(price: list[float], char: str) -> float:
    """The bits that a unit saves; one that has lost a byte neither proves nor disproves anything."""
    return 1.0 if char == "\ufffd" else sum(price) - BITS[char[-1]]


def _trimmed(line: str, units: list[_Unit], way: Misreading, owner: list[int], price: list[float]) -> Stretch | None:
    """A stretch without what merely happens to fit at its ends: sound characters, halves of characters, Latin."""

    def chance(unit: _Unit, torn: bool) -> bool:
        sound = SOUND.issuperset(line[owner[unit.start] : owner[unit.end - 1] + 1])
        return sound or (way.right != SHIFTED.right and torn) or (way.wrong != LATIN and unit.char < "\u2000")

    while units and chance(units[0], units[0].start > 0 and owner[units[0].start - 1] == owner[units[0].start]):
        units = units[1:]
    while units and chance(units[-1], units[-1].end < len(owner) and owner[units[-1].end - 1] == owner[units[-1].end]):
        units = units[:-1]
    prices = [BITS[u.char[-1]] for u in units if "\x7f" < u.char != "\ufffd"]
    proper = sum(way.unicode or bool(IS_HAN.match(u.char)) for u in units if "\u2000" < u.char != "\ufffd")
    if sum(prices) > way.dear * len(prices) or proper * 2 < max(1, len(prices)):
        return None
    gain = sum(_saved(price[u.start : u.end], u.char) for u in units)
    after = re.sub("\ufffd+", "\ufffd", "".join(u.char for u in units))
    if way.right == SHIFTED.right:
        after = f"\ufffd{after}\ufffd"
    return Stretch((owner[units[0].start], owner[units[-1].end - 1] + 1), after, round(gain), "\ufffd" not in after)


def _bounded(line: str, found: Stretch, way: Misreading) -> Stretch:
    """Is it plain where a stretch ends? Not beside characters as odd as its own, which another loss has left.

    Where one code is one character anything fits: there it must reach its line's end or a sound mark on each side.
    """
    if way.right == SHIFTED.right:
        return found
    if way.unicode or way.wrong == LATIN:
        beside = line[max(0, found.at[0] - 1) : found.at[0]] + line[found.at[1] : found.at[1] + 1]
        odd = any("\x7f" < c < "\xff" for c in beside) if way.wrong == LATIN else any(BITS[c] > BITS["\u4e52"] for c in beside)
        stuck = not way.unicode and STUCK.search(found.after) is not None
        return found._replace(exact=found.exact and not odd and not stuck)
    (start, end), after = found.at, found.after
    left = _reach(line[max(0, start - EDGE - 1) : start][::-1], way)
    right = _reach(line[end : end + EDGE + 1], way)
    if left is None or right is None:
        return found._replace(exact=False)
    return found._replace(at=(start - len(left), end + len(right)), after=left[::-1] + after + right)


def _reach(line: str, way: Misreading) -> str | None:
    out = ""
    for char in line:
        if char in MARKS or char in "\"'" or char.isspace():
            return out
        code = _code(char, way.wrong)
        was = code and _decoded(code, way.right)
        if not was or BITS[was] > BITS[char] or len(out) == EDGE:
            return None
        out += was
    return out


def _runs(line: str, wrong: str) -> Iterator[tuple[int, list[bytes]]]:
    """The parts of a line that ``wrong`` can write: where each begins, and the bytes of its characters."""
    codes: list[bytes] = []
    for i, char in enumerate(line + "\ud800"):
        code = _code(char, wrong)
        if char == "€" and wrong == "gb18030":
            following = _code(line[i + 1 : i + 2], wrong) or b""
            # Windows reads the lone byte 80 so; A2 E3 begins a character that goes on with two bytes below C0
            code = b"\xa2\xe3" if len(following) > 1 and max(following[:2]) < 0xC0 else b"\x80"
        if code and (codes or wrong != LATIN or char not in SOUND):
            codes.append(code)
        elif codes:
            yield i - len(codes), codes
            codes = []


@lru_cache(maxsize=20000)
def _decoded(code: bytes, codec: str) -> str | None:
    try:
        return code.decode(codec.partition(",")[0])
    except UnicodeDecodeError:
        return "\ufffd" if codec.startswith("utf-8") else None


@lru_cache(maxsize=20000)
def _code(char: str, wrong: str) -> bytes | None:
    if char == "\ufffd":
        return b"\xff"
    if wrong == LATIN:
        return bytes((LATIN_BYTES[char],)) if char in LATIN_BYTES else None
    code = char.encode(wrong, "ignore")
    if wrong == "big5hkscs" and char.encode("cp950", "ignore") not in (b"", code):
        return None  # two Big5s disagree on it: which bytes it was read from cannot be told
    return code or None
