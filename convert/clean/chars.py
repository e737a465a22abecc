"""What single characters say of a text: how many bits each takes where frequent ones are cheap."""

from __future__ import annotations

from convert.frequency import ASCII_BITS, COMMON, COMMON_BITS, EVERYDAY_BITS, LATIN_BITS, OTHER_BITS, STRANGE_BITS
from convert.lexicon import simplified

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
