"""Repairs for people (修补说明): counted and grouped, each with its place, its evidence, a caret under the glyph."""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len, set_cell_size

from convert.report.record import Entry, entries, evidence, hull, select
from convert.source import Span
from convert.text import LINE_ENDS, Places, Text
from convert.words import say

if TYPE_CHECKING:
    from convert.clean import Cleaned

Paint = Callable[[str, str], str]       # words and what they are ("kind", "before", "after", "caret", "faint") → words

Find = Callable[[str], str]             # words of a settings file → where they stand, ending in ": "

SAMPLES = 3         # repairs of a kind that are shown unless all are asked for
AROUND = 26         # columns of the source shown on either side of a change
LONGEST = 100       # columns of a change shown; a longer one is shown by both its ends


def plain(words: str, role: str) -> str:
    """No colour."""
    return words


def unplaced(words: str) -> str:
    """No place."""
    return ""


class Excerpt(NamedTuple):
    """A piece of the source on one line; where in it the change begins and how wide it is, in columns."""

    words: str
    start: int
    width: int

    @property
    def caret(self) -> str:
        """The line that stands below ``words`` in a terminal and points at the change."""
        return " " * self.start + "^" * max(1, self.width)


def explain(cleaned: Cleaned, language: str = "zh-Hans", *, kind: str | None = None, held: bool = False,
            every: bool = False, paint: Paint = plain, find: Find = unplaced) -> str:
    """The repairs of a text as a report: a summary, then kind by kind three samples, or all with ``every``.

    ``kind`` keeps one kind (or all repairs of one pass) and shows all of it; ``held`` keeps what awaits an editor.
    Places are lines and columns of the source as it was read. ``paint`` may add colours, ``find`` says where a decision
    stands.
    """
    found = entries(cleaned)
    chosen = select(found, kind, held)
    source = cleaned.original.source
    out = [paint(say("explain.title", language, name=source.name, encoding=source.encoding, **counts(found))
                 + decided_against(found, language), "kind")]
    if not chosen:
        out.append(say("explain.none" if not found else "explain.none_such", language))
    places = Places(cleaned.original)
    for name, group in grouped(chosen):
        shown = group if every or kind is not None else group[:SAMPLES]
        title = say("explain.group", language, kind=kind_name(name, language), key=name, **counts(group))
        out += ["", paint(title, "kind")]
        for entry in shown:
            out += ["", *_entry(cleaned.original, places, entry, language, paint)]
        if len(shown) < len(group):
            out += ["", paint(say("explain.more", language, n=len(group) - len(shown), key=name), "faint")]
    out += [line for sentence in unmet(cleaned, language, find) for line in ("", sentence)]
    if any(e.status == "held" for e in chosen):
        out += ["", paint(say("explain.decide", language, file=f"{source.name}.toml"), "faint")]
    return "\n".join(out) + "\n"


def kind_name(kind: str, language: str) -> str:
    """What a kind of repair is called; one that the words do not know keeps its own name.

    >>> kind_name("repeat", "zh-Hans"), kind_name("odd", "zh-Hans")
    ('衍文', 'odd')
    """
    try:
        return say(f"kind.{kind}", language)
    except KeyError:
        return kind


def counts(found: Iterable[Entry]) -> dict[str, int]:
    """How many repairs there are, how many applied, how many held."""
    states = Counter(e.status for e in found)
    return {"n": states.total(), "applied": states["applied"], "held": states["held"]}


def decided_against(found: Iterable[Entry], language: str) -> str:
    """The repairs that the editor has rejected, where there are any, to follow the other counts."""
    n = sum(e.status == "rejected" for e in found)
    return say("explain.and_rejected", language, n=n) if n else ""


def unmet(cleaned: Cleaned, language: str, find: Find = unplaced) -> list[str]:
    """The editor's decisions that met nothing, each as a sentence: where it stands, and what comes nearest to it."""
    out = []
    for key, words, near in cleaned.unmet:
        words = words.rstrip("…")
        where, what = find(words), "id" if key.startswith("clean.") else "speaker" if key == "parse.speaker" else "line"
        nearest = say("unmet.near", language, near=near) if near else ""
        out.append(where + say(f"unmet.{what}", language, words=words) + nearest)
    return [*dict.fromkeys(out)]


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
    if cell_len(core) > 2 * AROUND:
        core, right = _fit(core, 2 * AROUND), "…"
    else:
        right = _fit(show(chars[end:end + AROUND]), AROUND)
    return Excerpt(left + core + right, cell_len(left), cell_len(core or right[:1]))


def show(chars: str) -> str:
    r"""Characters as a terminal can show them on one line: ⏎ for a line end, a picture for any other control code.

    >>> show("甲\r\n乙\t\x0b\ufeff")
    '甲⏎乙␉⏎␣'
    """
    return "".join(map(_glyph, chars.replace("\r\n", "\n")))


def _glyph(char: str) -> str:
    if char in LINE_ENDS:
        return "⏎"
    if char < " ":
        return chr(0x2400 + ord(char))
    return char if cell_len(char) or char.isprintable() else "␣"


def clip(words: str) -> str:
    """A change on one line; of a long one both ends and the number of characters between them.

    >>> clip("很长的话" * 30)
    '很长的话很长的话很长的话很长的话很长的话很长的 …〔74〕… 长的话很长的话很长的话很长的话很长的话很长的话'
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
    edges = [max(map(cell_len, column)) for column in zip_longest(*rows, fillvalue="")]
    lines = ([*map(set_cell_size, row[:-1], edges), row[-1]] for row in rows)
    return "".join(f"{'  '.join(line).rstrip()}\n" for line in lines)
