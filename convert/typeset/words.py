"""Where a Latin word, a number or an address may be cut 西文换行处."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from convert.typeset.kinds import NO_BREAK_SPACE

# What may be done at the boundary after a token, where its class does not say: the dearer, the larger.
NEVER, FREE, HYPHEN, EMERGENCY, LAST_RESORT = -1, 0, 1, 2, 3

# Measures that stay on the line of their number (GB/T 15835 counts them one expression).
UNITS = frozenset(
    "年月日号时時点點分秒周岁歲度元角米克吨噸里尺寸斤两兩亩畝升瓦伏倍成"
    "个個人名位次届屆期版卷册冊章节節条條款项項页頁万萬亿億千百十"
)
LATIN_UNITS = frozenset(
    re.findall(
        r"\S+",
        "mm cm dm m km nm μm g mg kg t l L ml mL s ms min h Hz kHz MHz GHz W kW MW V A K Pa kPa MPa J kJ N KB MB GB TB",
    )
)

_LEADING = re.compile(r"[,.!?;:)\]}]+(?=\w)")
_COMPOUND = re.compile(r"(?<=[^\W\d_])[-–/](?=[^\W\d_])")
_ADDRESS = re.compile(r"\w+://|www\.")
_JOINT = re.compile(r"[/.\-?&=]+(?=[^/.\-?&=])")
_LETTERS = re.compile(r"(?<![\w’'])[^\W\d_]+(?![\w’'])")
_LONG = 16
_SOFT = "\u00ad"


def cuts(word: str, hyphenate: Callable[[str], Iterable[int]] | None = None) -> dict[int, int]:
    """Places inside a Latin token where a line may end: {characters before the place: what it costs}.

    `hyphenate` gives the places inside one run of letters; without it words are whole. A number is never cut, an
    address only in an emergency.

    >>> cuts('and/or'), cuts('1998/99'), cuts(',abc')
    ({4: 0}, {}, {1: 0})
    >>> cuts('http://a.cn/b?c=d')
    {7: 2, 9: 2, 12: 2, 14: 2, 16: 2}
    """
    places: dict[int, int] = {}
    if leading := _LEADING.match(word):
        places[leading.end()] = FREE
    if not any(map(str.isalpha, word)):
        return places
    if _ADDRESS.search(word) or (len(word) >= _LONG and len(_JOINT.findall(word)) > 1):
        for sign in _JOINT.finditer(word):
            if not (word[sign.start() - 1].isdigit() and word[sign.end()].isdigit()):
                places.setdefault(sign.end(), EMERGENCY)
        return places
    for sign in _COMPOUND.finditer(word):
        places[sign.end()] = FREE
    if _SOFT in word:
        places |= {at + 1: HYPHEN for at, letter in enumerate(word[:-1]) if letter == _SOFT}
    elif hyphenate:
        for run in _LETTERS.finditer(word):
            places |= {run.start() + at: HYPHEN for at in hyphenate(run[0])}
    return places


def clings(left: str, right: str) -> bool:
    """Whether a number keeps to what follows it, with a space between or without: 3月, 60 km, 10 000.

    >>> clings('8', '日'), clings('abc', '日'), clings('60', 'km')
    (True, False, True)
    """
    return left[-1].isdigit() and (right in UNITS or right in LATIN_UNITS or right[:1].isdigit())


def forbidden_edges(tokens: Sequence[str], kinds: str) -> dict[int, int]:
    """Boundaries that Latin signs and numbers close: {token: NEVER}, the boundary being the one after the token."""
    ties: dict[int, int] = {}
    for found in _LATIN_RUN.finditer(kinds):
        at = found.start()
        token = tokens[at]
        if token == NO_BREAK_SPACE:
            ties[at] = ties[max(0, at - 1)] = NEVER
            continue
        if at and token[0] in ")]}!?,.;:%/-–°":
            ties[at - 1] = NEVER
            if at > 1 and kinds[at - 1] in "SG":
                ties[at - 2] = NEVER
        if at + 1 < len(kinds):
            if token[-1] in "([{$€£¥#" or clings(token, tokens[at + 1]):
                ties[at] = NEVER
            elif kinds[at + 1] in "SG" and at + 2 < len(kinds) and clings(token, tokens[at + 2]):
                ties[at] = ties[at + 1] = NEVER
    return ties


_LATIN_RUN = re.compile("[LDRQ]")
