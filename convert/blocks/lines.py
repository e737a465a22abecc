"""A text as lines (行): what is written on each, and the layout around it that carries no words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from convert.text import LINE_ENDS, LINES, width

BLANKS = " \t\u3000\u00a0\ufeff"
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
IS_HAN = re.compile(f"[{HAN}]")
HAN_RUN = re.compile(f"[{HAN}]+")
TERMINAL = frozenset("。！？…；：!?;:．.—～~")  # marks after which a block may end in good order
CLOSERS = frozenset("”’』」）》〉】〕)]\"'｣］｝}")
OPENERS = frozenset("“‘『「（《〈【〔([｢［｛")
NO_START = frozenset("，。、；：！？）》〉】〕”’』」,;:!?)]")  # marks that begin no block
GAP_MARKS = ("〔原文此处有缺〕", "〔原文此處有缺〕", "\ufffd")


class Line(NamedTuple):
    """A line that holds words. ``at`` leaves out indent and trailing blanks; ``blank`` counts empty lines before it.

    ``level`` counts the marks of a Markdown heading (ATX: one to six # and a blank), which are layout too; 0 for none.
    """

    at: tuple[int, int]
    indent: int
    blank: int
    level: int = 0


ATX = re.compile(r"#{1,6}(?=[ \u3000\t])")


def lines(chars: str) -> list[Line]:
    r"""The lines of a text that hold words.

    >>> lines("\n　　甲乙 \r\n丙")
    [Line(at=(3, 5), indent=4, blank=1, level=0), Line(at=(8, 9), indent=0, blank=0, level=0)]
    """
    out: list[Line] = []
    at = blank = 0
    for raw in chars.splitlines(keepends=True):
        left = raw.lstrip(BLANKS)
        content = left.rstrip(BLANKS + LINE_ENDS)
        if content:
            end = at + len(raw) - len(left) + len(content)
            level = m.end() if content[0] == "#" and (m := ATX.match(content)) else 0
            start = end - len(content[level:].lstrip(BLANKS))
            out.append(Line((start, end), width(raw[: len(raw) - len(left)]), blank, level))
            blank = 0
        else:
            blank += 1
        at += len(raw)
    return out


@lru_cache(maxsize=LINES)
def han(words: str) -> int:
    """How many Han characters."""
    return len("".join(HAN_RUN.findall(words)))


def ended(words: str) -> bool:
    """Does the block end as a finished one does: a terminal mark, closing marks behind it, a gap mark?

    >>> [ended(w) for w in ("他走了。”", "中方牵头发起", "所谓“平等”", "分为：", "中断〔原文此处有缺〕")]
    [True, False, True, True, True]
    """
    words = words.rstrip("*")  # Markdown's marks of emphasis
    return bool(words) and (words[-1] in TERMINAL or words[-1] in CLOSERS or words.endswith(GAP_MARKS))


def finished(words: str) -> bool:
    """Does it end in a full stop, ？ or ！, whatever closing marks stand behind?

    >>> finished("他走了。”"), finished("所谓“平等”")
    (True, False)
    """
    core = words.rstrip("*" + "".join(CLOSERS))
    return bool(core) and core[-1] in "。！？…!?．."
