"""Lines of plain text for reading: measured in columns, no mark astray at an edge (行首行尾禁则, clreq 3.1.3)."""
from __future__ import annotations

from collections.abc import Iterator

from convert.text import cell, width
from convert.typeset.kinds import KINDS, tokenize
from convert.typeset.words import NEVER, cuts, forbidden_edges

COLUMNS = 80                    # 40 full-width characters
STARTS_NO_LINE = "CKPXMZ"       # classes of marks (typeset.kinds); a dash or an ellipsis may start one
ENDS_NO_LINE = "O"


def wrap(chars: str, columns: int = COLUMNS, first: str = "", rest: str = "") -> list[str]:
    """A paragraph in lines of at most ``columns`` columns, the first behind ``first``, the others behind ``rest``.

    Filled from the first line on. A closing mark that finds no room takes the word before it along; a Latin word, or a
    number with its unit, is kept whole unless it is longer than a line. Joined again the lines are the text, but for
    blanks at their ends. For plain text only: typeset sets print.

    >>> wrap("老人说：“桥修好了。”", 12)
    ['老人说：“桥', '修好了。”']
    """
    lines, line, room = [], first, columns - width(first)
    for piece in _pieces(chars, columns - max(width(first), width(rest))):
        size = width(piece.rstrip(" "))
        if size > room and line.strip():
            lines.append(line.rstrip(" "))
            line, room = rest, columns - width(rest)
            piece = piece.lstrip(" ")
        line += piece
        room -= width(piece)
    return [*lines, line.rstrip(" ")]


def _pieces(chars: str, most: int) -> Iterator[str]:
    """What stays together on a line, cut by force where it is wider than ``most`` columns."""
    tokens = [part for token in tokenize(chars) for part in _parts(token)]
    kinds = "".join(KINDS[token] for token in tokens)
    ties = forbidden_edges(tokens, kinds)
    piece = ""
    for at, token in enumerate(tokens):
        joined = at > 0 and (kinds[at] in STARTS_NO_LINE or kinds[at - 1] in ENDS_NO_LINE or kinds[at] == "S"
                             or ties.get(at - 1) == NEVER)
        if piece and not joined:
            yield from _forced(piece, most)
            piece = ""
        piece += token
    yield from _forced(piece, most)


def _parts(token: str) -> Iterator[str]:
    start = 0
    for end in [*sorted(cuts(token)), len(token)]:
        yield token[start:end]
        start = end


def _forced(piece: str, most: int) -> Iterator[str]:
    start = used = 0
    for at, char in enumerate(piece):
        if used + cell(char) > most and piece[at] != " ":
            yield piece[start:at]
            start, used = at, 0
        used += cell(char)
    yield piece[start:]
