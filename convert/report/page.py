"""Source and repaired text side by side (修补对照): one static page for an editor's browser, with every repair marked.

It needs no script and nothing from outside. Two languages stand in it, one shown at a time; its filters are check boxes
and style rules (``:has()``, Selectors 4; a browser without it shows everything in the first language).
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convert.report import Find, clip, counts, grouped, kind_name, unmet, unplaced
from convert.report.columns import Cell, Row, facets, marks, rows
from convert.report.record import Entry, entries, evidence
from convert.text import Places
from convert.words import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from convert.clean import Cleaned

TOLD = 500          # repairs of one kind that are told of; what awaits the editor comes first
LINES = 4000        # of a text: beyond, paragraphs without a repair are counted and left out
NEAR = 1            # paragraphs without a repair that stay in sight around one with
CONFIDENCES = ("certain", "probable", "possible")
STATUSES = ("applied", "held", "rejected")


@dataclass(frozen=True, slots=True)
class Tongues:
    """Says everything in the page's languages, the first of which is shown."""

    languages: tuple[str, ...]

    def __call__(self, key: str, **facts: object) -> Markup:
        """The sentence of a key, once in each language."""
        return self.each([say(key, language, **facts) for language in self.languages])

    def kind(self, kind: str) -> Markup:
        """What a kind of repair is called."""
        return self.each([kind_name(kind, language) for language in self.languages])

    def evidence(self, entry: Entry) -> list[Markup]:
        """The facts that speak for a repair."""
        return [self.each(said) for said in zip(*(evidence(entry.repair, n) for n in self.languages), strict=True)]

    def each(self, said: Sequence[str]) -> Markup:
        """Words that stand in each language; once only where all are the same."""
        from markupsafe import Markup, escape
        if len(set(said)) == 1:
            return escape(said[0])
        spans = (Markup('<span class="l{}" lang="{}">{}</span>').format(n, language, words)
                 for n, (language, words) in enumerate(zip(self.languages, said, strict=True)))
        return Markup().join(spans)


def page(cleaned: Cleaned, language: str = "zh-Hans", *, other: str | None = None, find: Find = unplaced) -> str:
    """The page as HTML, in a language and in ``other`` (if not given: English, or Chinese where that is the first)."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup
    languages = (language, other or ("en" if language != "en" else "zh-Hans"))
    tongues, found = Tongues(languages), entries(cleaned)
    places = Places(cleaned.original)
    told = set(_told(found))
    before, after = marks(cleaned, places, found)
    left = Cell(cleaned.original.chars, before, lambda e: e.seq in told)
    right = Cell(cleaned.text.chars, after, lambda e: e.seq in told)

    def shown(row: Row) -> dict[str, Any]:
        notes = sorted((e for e in row.notes if e.seq in told), key=lambda e: e.bytes)
        moved = row.moved if row.moved and row.moved.seq in told else None
        return {"line": places.of(cleaned.original.starts[row.left[0]]).line if row.left else "",
                "left": Markup(left.html(row.left)), "right": Markup(right.html(row.right)),
                "notes": [_note(e, near[e.seq]) for e in notes], "moved": moved.seq if moved else None,
                "facets": " ".join(sorted({_combination(e) for e in (*notes, *([moved] if moved else []))}))}

    near = _neighbours(found, told)
    lines = rows(cleaned, places, found)
    stretches = [*_stretches(lines, told)]
    whole = len(lines) <= LINES
    source = cleaned.original.source
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True,
                              undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    kinds = [{"key": kind, "first": next((e.seq for e in group if e.seq in told), None),
              "told": sum(e.seq in told for e in group), **counts(group)} for kind, group in grouped(found)]
    return environment.get_template("repairs.html").render(
        stretches=((seen, len(part), [shown(row) for row in part] if seen or whole else []) for seen, part in stretches),
        kinds=kinds, source=source, languages=languages, say=tongues, whole=whole, counts=counts(found),
        title=say("page.title", language, name=source.name), names=[say(f"page.language.{n}", n) for n in languages],
        confidences=_present(found, CONFIDENCES, lambda e: e.repair.confidence.word),
        statuses=_present(found, STATUSES, lambda e: e.status), rejected=sum(e.status == "rejected" for e in found),
        combinations=sorted({_combination(e) for e in found if e.seq in told}),
        unmet=[tongues.each(said) for said in zip(*(unmet(cleaned, n, find) for n in languages), strict=True)])


def _told(found: Sequence[Entry]) -> Iterator[int]:
    """The repairs that the page tells of: of each kind so many, what awaits the editor first."""
    for _, group in grouped(found):
        yield from (e.seq for e in sorted(group, key=lambda e: e.status == "applied")[:TOLD])


def _present(found: Iterable[Entry], names: Sequence[str], of: Any) -> list[tuple[str, int]]:
    """What occurs of some names, and how often."""
    seen = [of(e) for e in found]
    return [(name, seen.count(name)) for name in names if name in seen]


def _combination(entry: Entry) -> str:
    """Kind, confidence and status as one class: a row is in sight while one of its combinations is wanted."""
    return facets(entry).replace(" ", "--")


def _neighbours(found: Sequence[Entry], told: set[int]) -> dict[int, tuple[int | None, int | None]]:
    """For each repair that is told of the one before and the one after it of its kind."""
    out: dict[int, tuple[int | None, int | None]] = {}
    for _, group in grouped(found):
        seqs = [e.seq for e in group if e.seq in told]
        out |= {seq: (before, after) for before, seq, after in zip([None, *seqs], seqs, [*seqs[1:], None], strict=False)}
    return out


def _stretches(lines: Sequence[Row], told: set[int]) -> Iterator[tuple[bool, list[Row]]]:
    """The rows in stretches that are in sight (with a repair that is told of, or near one) and stretches that are folded."""
    wanted = [bool(row.moved and row.moved.seq in told) or any(e.seq in told for e in row.notes) for row in lines]
    sight = [any(wanted[max(0, i - NEAR):i + NEAR + 1]) for i in range(len(lines))]
    for is_seen, part in groupby(zip(sight, lines, strict=True), key=lambda pair: pair[0]):
        yield is_seen, [row for _, row in part]


def _note(entry: Entry, near: tuple[int | None, int | None]) -> dict[str, Any]:
    r = entry.repair
    return {"entry": entry, "before": clip(r.before), "after": clip(r.after), "move": r.is_move, "doubt": r.is_note,
            "facets": facets(entry), "before_it": near[0], "after_it": near[1]}
