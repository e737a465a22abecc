"""What the passes on single characters share: how frequent a character is, and where its line begins and ends."""

from __future__ import annotations

from convert.blocks.lines import BLANKS
from convert.frequency import ASCII_BITS, COMMON, COMMON_BITS, EVERYDAY_BITS, LATIN_BITS, OTHER_BITS, STRANGE_BITS
from convert.lexicon import simplified
from convert.text import LINE_ENDS

LEVEL_ONE = frozenset(  # GB 2312 level 1: the 3,755 characters that nearly all sound prose is made of
    b"".join(bytes((lead, trail)) for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF)).decode("gb2312", "ignore")
)
FULLWIDTH = frozenset("！＂＃％＆（）＊＋，－．／：；＜＝＞？")


class _Bits(dict[str, int]):
    def __missing__(self, char: str) -> int:
        self[char] = bits = _bits(char)
        return bits


def _bits(char: str) -> int:
    if char in COMMON or char in FULLWIDTH:
        return COMMON_BITS
    if char < "\x7f":
        return ASCII_BITS
    if "\xa0" <= char <= "\u017f":
        return LATIN_BITS
    if char in LEVEL_ONE or simplified(char) in LEVEL_ONE:
        return EVERYDAY_BITS
    return STRANGE_BITS if char == "\ufffd" or "\ue000" <= char <= "\uf8ff" else OTHER_BITS


BITS = _Bits()
"""The bits that a character takes, at the prices by which the reader chooses an encoding."""

BEGIN = rf"(?:\A|(?<=[{LINE_ENDS}]))[{BLANKS}]*"  # of a line, for regular expressions, with its indent
END = rf"(?=[{BLANKS}]*(?:[{LINE_ENDS}]|\Z))"  # of a line, with the blanks that trail it


def before(chars: str, at: int, reach: int = 40) -> str:
    r"""So many characters of the line that stand before a place, without the indent.

    >>> before("甲\n　　乙丙", 5)
    '乙'
    """
    part = chars[max(0, at - reach) : at]
    return part.splitlines()[-1].lstrip(BLANKS) if part and part[-1] not in LINE_ENDS else ""


def behind(chars: str, at: int, reach: int = 40) -> str:
    r"""So many characters of the line from a place on, without trailing blanks.

    >>> behind("甲乙  \n丙", 1)
    '乙'
    """
    part = chars[at : at + reach]
    return part.splitlines()[0].rstrip(BLANKS) if part and part[0] not in LINE_ENDS else ""
