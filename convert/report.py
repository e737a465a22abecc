"""Repairs for people (修补说明): grouped and counted first, each with its place, its evidence and a caret under the glyph."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from convert.record import Entry, entries, evidence, hull
from convert.source import Span
from convert.text import LINE_ENDS, Places, Text
from convert.words import say

if TYPE_CHECKING:
    from convert.clean import Cleaned

Paint = Callable[[str, str], str]       # words and what they are ("kind", "before", "after", "caret", "faint") → words

SAMPLES = 3         # repairs of a kind that are shown unless all are asked for
AROUND = 26         # columns of the source shown on either side of a change
LONGEST = 120       # columns of a change shown; a longer one is shown by both its ends


class Excerpt(NamedTuple):
    """A piece of the source on one line: its words, and where in them the change begins and how wide it is, in columns."""

    words: str
    start: int
    width: int

    @property
    def caret(self) -> str:
        """The line that stands below ``words`` in a terminal and points at the change."""
        return " " * self.start + "^" * max(1, self.width)


def explain(cleaned: Cleaned, language: str = "zh-Hans", *, kind: str | None = None, held: bool = False,
            every: bool = False, paint: Paint = lambda words, _: words) -> str:
    """The repairs of a text as a report: a summary, then kind by kind three samples, or all with ``every``.

    ``kind`` keeps one kind (or all repairs of one pass) and shows all of it; ``held`` keeps what awaits an editor.
    Places are lines and columns of the source as it was read. ``paint`` may add colours. Raises KeyError never: a kind
    that is not there gives a report that says so.
    """
    found = entries(cleaned)
    chosen = [e for e in found if (kind is None or kind in (e.repair.kind, e.repair.by)) and not (held and e.applied)]
    source = cleaned.original.source
    out = [paint(say("explain.title", language, name=source.name, encoding=source.encoding, **counts(found)), "kind")]
    if not chosen:
        out.append(say("explain.none" if not found else "explain.none_such", language))
    places = Places(cleaned.original)
    for name, group in grouped(chosen):
        shown = group if every or kind is not None else group[:SAMPLES]
        out += ["", paint(say("explain.group", language, kind=say(f"kind.{name}", language), key=name, **counts(group)), "kind")]
        for entry in shown:
            out += ["", *_entry(cleaned.original, places, entry, language, paint)]
        if len(shown) < len(group):
            out += ["", paint(say("explain.more", language, n=len(group) - len(shown), key=name), "faint")]
    if cleaned.unmet:
        out += ["", say("explain.unmet", language, ids=", ".join(cleaned.unmet))]
    if any(not e.applied for e in chosen):
        out += ["", paint(say("explain.decide", language, file=f"{source.name}.toml"), "faint")]
    return "\n".join(out) + "\n"


def counts(found: Iterable[Entry]) -> dict[str, int]:
    """How many repairs there are, how many applied, how many held."""
    states = [e.applied for e in found]
    return {"n": len(states), "applied": sum(states), "held": len(states) - sum(states)}


def grouped(found: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Repairs by kind, in the order in which the kinds first occur, each group in the order of the source."""
    groups: dict[str, list[Entry]] = {}
    for entry in found:
        groups.setdefault(entry.repair.kind, []).append(entry)
    return [(kind, sorted(group, key=lambda e: e.bytes)) for kind, group in groups.items()]


def _entry(original: Text, places: Places, entry: Entry, language: str, paint: Paint) -> list[str]:
    r = entry.repair
    where = say("explain.place", language, line=entry.line, column=entry.column)
    state = say(f"explain.{entry.status}", language)
    facts = f"{state} · {say(f'confidence.{r.confidence.word}', language)} · {r.by} · {r.id}"
    labels = [say(f"explain.{key}", language) for key in ("before", "after", "source", "target", "why")]
    edge = max(map(cell_len, labels)) + 6

    def row(key: str, words: str, role: str = "") -> str:
        label = set_cell_size("    " + say(f"explain.{key}", language), edge)
        return label + (paint(words, role) if role else words)

    out = [f"  {paint(where, 'place')}  {facts}"]
    if r.is_move:
        out.append(row("before", clip(r.before)))
    elif r.before != r.after:
        out.append(row("before", clip(r.before) or say("explain.nothing", language), "before"))
        out.append(row("after", clip(r.after) or say("explain.removed", language), "after"))
    piece = excerpt(original, places, hull(r.origin))
    out += [row("source", piece.words), " " * edge + paint(piece.caret, "caret")]
    if r.target:
        there = places.of(hull(r.target).start)
        piece = excerpt(original, places, hull(r.target))
        out.append(row("target", say("explain.place", language, line=there.line, column=there.column)))
        out += [" " * edge + piece.words, " " * edge + paint(piece.caret, "caret")]
    return out + [row("why", words) if i == 0 else " " * edge + words for i, words in enumerate(evidence(r, language))]


def excerpt(original: Text, places: Places, span: Span) -> Excerpt:
    """The source around a span, on one line, line ends shown as ⏎, a long change cut at its right."""
    chars = original.chars
    start, end = places.index(span.start), places.index(span.end)
    end = max(end, start)
    left = _fit(show(chars[max(0, start - AROUND):start]), AROUND, from_right=True)
    core = show(chars[start:min(end, start + LONGEST)])
    right = _fit(show(chars[end:end + AROUND]), AROUND) if cell_len(core) <= 2 * AROUND else ""
    shown = core if right or cell_len(core) <= 2 * AROUND else _fit(core, 2 * AROUND)
    width = cell_len(shown) if shown else cell_len(right[:1])
    return Excerpt(left + shown + right, cell_len(left), width)


def show(chars: str) -> str:
    r"""Characters as a terminal can show them on one line: ⏎ for a line end, a picture for any other control code.

    >>> show("甲\r\n乙\t\x0b\ufeff")
    '甲⏎乙␉⏎␣'
    """
    chars = chars.replace("\r\n", "\n")
    return "".join("⏎" if c in LINE_ENDS else chr(0x2400 + ord(c)) if c < " " else c if _prints(c) else "␣" for c in chars)


def _prints(char: str) -> bool:
    return cell_len(char) > 0 or char.isprintable()


def clip(words: str) -> str:
    """A change on one line; of a long one both ends and the number of characters between them.

    >>> clip("很长的话" * 30)
    '很长的话很长的话很长的话很长的话很长的话很长的话很长的话 …〔64〕… 很长的话很长的话很长的话很长的话很长的话很长的话很长的话'
    """
    words = show(words)
    if cell_len(words) <= LONGEST:
        return words
    left, right = _fit(words, LONGEST // 2 - 4), _fit(words, LONGEST // 2 - 4, from_right=True)
    return f"{left} …〔{len(words) - len(left) - len(right)}〕… {right}"


def _fit(words: str, columns: int, from_right: bool = False) -> str:
    """As many characters from one end as fit into so many columns."""
    out: list[str] = []
    for char in reversed(words) if from_right else words:
        columns -= cell_len(char)
        if columns < 0:
            break
        out.append(char)
    return "".join(reversed(out) if from_right else out)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns, two spaces apart, wide characters counted as two; the last column is left as it is.

    >>> print(table([("刊行", "1"), ("a", "22")]), end="")
    刊行  1
    a     22
    """
    edges = [max(cell_len(row[i]) for row in rows if len(row) > i) for i in range(max(map(len, rows), default=0))]
    done = (["  ".join([*(set_cell_size(c, w) for c, w in zip(row[:-1], edges, strict=False)), row[-1]]) for row in rows])
    return "".join(f"{line.rstrip()}\n" for line in done)
