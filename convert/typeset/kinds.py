"""Tokens of a paragraph and their classes: what a line breaker must know of a character, and nothing else.

A token is what no rule ever cuts or spaces out inside: a Han character, a mark, a dash ——, a Latin word. Its class is
one letter:

==  ====================================  ==  ===================================================
H   Han, kana, hangul                     L   Latin word or number, a letter or digit at both ends
O   opening bracket or quote              D   the same, but a letter or digit only at its start
C   closing bracket or quote              R   the same, but only at its end
K   ，、；：                              Q   the same, at neither end
P   。．                                  S   word space
X   ？！                                  G   typed space between Han and Latin, set as a mere gap
M   interpunct ·                          N   note mark
U   —— …… －－, full-width numbers        A   picture or other box in the line
Z   wide sign that starts no line         E   nothing to see: edge of an inline box, U+200B
W   any other wide sign                   V   typed space beside a mark, not set
                                          B   ideographic space 全角空格
==  ====================================  ==  ===================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable

OPENING = "“‘（《〈「『【〖〔［｛〘〝"
CLOSING = "”’）》〉」』】〗〕］｝〙〞"
COMMAS = "，、；："
PERIODS = "。．｡"
EXCLAMATIONS = "？！"
INTERPUNCTS = "·‧・"
EMPTY = "\u200b\u2060\ufeff"
SPACES = "SGVB"
NO_BREAK_SPACE = "\u00a0"
NO_START = "～〜－％‰‱℃℉／〻々ー"

# What has the Han–Latin gap beside it: letters, digits, signs of measure.
_EDGE = re.compile(r"[^\W_]|[%‰‱°+#$€£¥&@]")
_WORD = (
    "!-~\u00a1-\u00b6\u00b8-\u10ff\u1200-\u1fff\u2010-\u2013\u2020-\u2022\u2030-\u2034\u2039\u203a"
    "\u2044\u2070-\u20cf№™"
)
_LONG = (
    "—+|…+|⋯+|－{2,}"
    "|[０-９]+(?:．[０-９]+)?[％‰]?"
    f"|[{_WORD}]+(?:(?<=[^\\W\\d_])’(?=[^\\W\\d_])[{_WORD}]+)*"
)
LONG_TOKEN = re.compile(_LONG)
TOKEN = re.compile(
    f"{_LONG}|[ \u3000]+"
    "|.[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*",
    re.S,
)
_LATIN_TOKEN = re.compile(f"[{_WORD}]")
_HAN = re.compile(
    "[\u3005-\u3007\u3021-\u3029\u3041-\u30ff\u3105-\u312f\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)


class _Memo(dict[str, str]):
    """A dictionary that computes what it lacks, so that lookups of known tokens stay in C."""

    def __init__(self, compute: Callable[[str], str]) -> None:
        super().__init__()
        self.compute = compute

    def __missing__(self, token: str) -> str:
        value = self[token] = self.compute(token)
        return value


def _class_of(token: str) -> str:
    first = token[0]
    if first in "—…⋯０１２３４５６７８９" or token.startswith("－－"):
        return "U"
    for letter, signs in zip(
        "OCKPXMZE", (OPENING, CLOSING, COMMAS, PERIODS, EXCLAMATIONS, INTERPUNCTS, NO_START, EMPTY), strict=True
    ):
        if first in signs:
            return letter
    if first in " \u3000":
        return "B" if "\u3000" in token else "S"
    if first == NO_BREAK_SPACE:
        return "Q"
    if _LATIN_TOKEN.match(first):
        return "QRDL"[2 * bool(_EDGE.match(first)) + bool(_EDGE.match(token[-1]))]
    return "H" if _HAN.match(first) else "W"


KINDS = _Memo(_class_of)


def tokenize(text: str) -> list[str]:
    """Cut text into tokens; joined again they are the text.

    >>> tokenize('共60%——对，don’t “停”')
    ['共', '60%', '——', '对', '，', 'don’t', ' ', '“', '停', '”']
    """
    return TOKEN.findall(text)


def classify(tokens: list[str]) -> str:
    """The class letters of tokens.

    >>> classify(tokenize('共60%——对，don’t “停”'))
    'HLUHKLSOHC'
    """
    return "".join([KINDS[token] for token in tokens])


_TYPED_GAP = re.compile("(?<=H)S(?=[LD])|(?<=[LR])S(?=H)")
_TYPED_BESIDE_MARK = re.compile("(?<=[OCKPX])S|S(?=[OCKPX])|(?<=[OCKPX])B(?=[OCKPX])")
_TYPED_INDENT = re.compile("^B")


def with_typed_gaps(kinds: str) -> str:
    """Classes of the spaces that the source holds beside Chinese: kept in the text, set as the gap alone, or not at all.

    A mark brings its own space. An ideographic space is set, except between two marks; one that begins a paragraph is
    its indent, and stays.

    >>> with_typed_gaps('HSLSLSHKSL'), with_typed_gaps('OSHBOHCBOH'), with_typed_gaps('BH')
    ('HGLSLGHKVL', 'OVHBOHCVOH', 'WH')
    """
    if "B" in kinds:
        kinds = _TYPED_INDENT.sub("W", kinds)
    elif "S" not in kinds:
        return kinds
    return _TYPED_BESIDE_MARK.sub("V", _TYPED_GAP.sub("G", kinds))
