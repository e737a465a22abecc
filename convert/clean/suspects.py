"""The signs that a misreading (误读) leaves: which parts of a text are worth weighing, and for what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from convert.clean import misread
from convert.clean.chars import FULLWIDTH
from convert.clean.misread import Misreading
from convert.frequency import COMMON, EVERYDAY


def pairs(leads: range, trails: range) -> str:
    """The characters that GB 18030 writes with such pairs of bytes, as a set of a regular expression."""
    codes = b"".join(bytes((lead, trail)) for lead in leads for trail in trails if trail != 0x7F)
    return f"[{re.escape(codes.decode('gb18030', 'ignore'))}]"


_LEADS, _LATER = range(0xE2, 0xEA), range(0x80, 0xC0)
UTF8 = re.compile(pairs(_LEADS, _LATER) + pairs(_LATER[1:], _LEADS) + pairs(_LATER[1:], _LATER))  # two Han in three
_HIGH = "[\x80-\x9f\xa1-\xb6\xb8-\xff]"
_LATER_HIGH = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
HIGH = re.compile(f"[\xc3-\xf0]{_LATER_HIGH}{{2}}|{_HIGH}[^\r\n]?{_HIGH}[^\r\n]?{_HIGH}")  # one Han of UTF-8, two of others
_ODD = f"[^\0-\xff{re.escape(''.join(sorted(COMMON | FULLWIDTH | EVERYDAY)))}]"
ODD = re.compile(f"(?:{_ODD}[^\r\n]{{0,2}}){{4}}")  # four unusual characters within ten
SIGNS = (
    (UTF8, (misread.UTF8_AS_GB,)),
    (HIGH, (misread.UTF8_AS_LATIN, misread.GB_AS_LATIN, misread.BIG5_AS_LATIN)),
    (ODD, (misread.UTF8_AS_BIG5, misread.BIG5_AS_GB, misread.GB_AS_BIG5, misread.SHIFTED)),
)
AROUND = 400  # characters on each side of a sign, within its line


class Suspect(NamedTuple):
    """A part of a line that holds such signs, and the misreadings they speak of."""

    start: int
    end: int
    ways: tuple[Misreading, ...]


def suspects(chars: str) -> Iterator[Suspect]:
    """The parts of a text worth weighing, apart from each other, from left to right. Linear, however long a line is.

    >>> [(s.start, s.end, s.ways[0].right) for s in suspects("甲。\\n他说鎴戜滑。\\n乙。")]
    [(3, 9, 'utf-8')]
    """
    found = sorted((m.start(), m.end(), n) for n, (sign, _) in enumerate(SIGNS) for m in sign.finditer(chars))
    start = end = 0
    kinds: set[int] = set()
    for a, b, n in found:
        if kinds and a > end:
            yield Suspect(start, end, _ways(kinds))
            kinds = set()
        if not kinds:
            low = max(end, a - AROUND)
            start = max(low, chars.rfind("\n", low, a) + 1)
        high = min(len(chars), b + AROUND)
        stop = chars.find("\n", b, high)
        end = max(end, high if stop < 0 else stop)
        kinds.add(n)
    if kinds:
        yield Suspect(start, end, _ways(kinds))


def _ways(kinds: set[int]) -> tuple[Misreading, ...]:
    return tuple(way for n in sorted(kinds) for way in SIGNS[n][1])
