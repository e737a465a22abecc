"""The record of repairs (修补记录): JSON lines out, and back in to undo them."""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convert.repair import Confidence, Repair
from convert.source import Span
from convert.text import Places, undo

if TYPE_CHECKING:
    from convert.clean import Cleaned


@dataclass(frozen=True, slots=True)
class Entry:
    """A repair in its record: its number in order of application, the stage it belongs to, whether it was applied.

    ``line`` and ``column`` count from 1 in the source as it was read, columns in characters.
    """

    seq: int
    stage: int
    applied: bool
    repair: Repair
    line: int
    column: int

    @property
    def status(self) -> str:
        """``applied``, ``held`` (it awaits the editor), or ``rejected`` (he has decided against it)."""
        return "applied" if self.applied else "rejected" if self.repair.verdict == "rejected" else "held"

    @property
    def open(self) -> bool:
        """Does the editor have something to say to it: it is held, or marks a gap whose words he may know?"""
        return self.status == "held" or (self.repair.kind == "gap" and self.applied and self.repair.verdict is None)

    @property
    def bytes(self) -> Span:
        """The source bytes from the first to the last that the repair touches."""
        return hull(self.repair.origin)


def hull(spans: Iterable[Span]) -> Span:
    """One span round several.

    >>> hull([Span(5, 9), Span(1, 2)])
    Span(start=1, end=9)
    """
    spans = tuple(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def entries(cleaned: Cleaned) -> tuple[Entry, ...]:
    """Every repair of a cleaned text, stage by stage: what the stage applied, then what it held."""
    places = Places(cleaned.original)

    def number() -> Iterator[Entry]:
        seq = 0
        for stage, done in enumerate(cleaned.stages, 1):
            for applied, repairs in ((True, done.applied), (False, done.held)):
                for repair in repairs:
                    seq += 1
                    place = places.of(hull(repair.origin).start, past_layout=bool(repair.before.strip()))
                    yield Entry(seq, stage, applied, repair, place.line, place.column)

    return tuple(number())


def evidence(repair: Repair, language: str) -> list[str]:
    """The facts that speak for a repair, as sentences."""
    return [fact.say(language) for fact in repair.evidence]


def fields_of(entry: Entry, language: str = "en") -> dict[str, Any]:
    """What one line of the record holds, its evidence in a language.

    ``bytes`` runs from the first source byte touched to behind the last (``spans`` has the parts, where text was joined or
    moved before), ``to_bytes`` is where a passage goes, ``at`` and ``to`` are characters of the text its stage saw.
    """
    r = entry.repair
    out: dict[str, Any] = {
        "id": r.id, "seq": entry.seq, "by": r.by, "kind": r.kind, "status": entry.status,
        "confidence": r.confidence.word, "before": r.before, "after": r.after, "bytes": list(entry.bytes),
    }
    if len(r.origin) > 1:
        out["spans"] = [list(s) for s in r.origin]
    if r.target:
        out["to_bytes"] = list(hull(r.target))
    out |= {"line": entry.line, "col": entry.column, "stage": entry.stage, "at": list(r.at)}
    if r.to is not None:
        out["to"] = r.to
    return out | {"evidence": evidence(r, language)}


def select(found: Iterable[Entry], kind: str | None = None, held: bool = False) -> list[Entry]:
    """The repairs of one kind (or of one pass), or only those that await the editor."""
    return [e for e in found if (kind is None or kind in (e.repair.kind, e.repair.by)) and (e.status == "held" or not held)]


def lines(cleaned: Cleaned, language: str = "en", *, kind: str | None = None, held: bool = False) -> str:
    """Every repair as one JSON object a line, in order of application; ``select`` says what kind and held keep."""
    return "".join(_json(fields_of(entry, language)) for entry in select(entries(cleaned), kind, held))


def record(cleaned: Cleaned, language: str = "en") -> str:
    """The whole record: a line on the source (name, sha256, encoding, order of the passes), then the repairs.

    With the source it is enough to do every repair again, or to undo it (``original``).
    """
    from convert.clean import PASSES
    source = cleaned.original.source
    head = {"source": source.name, "sha256": source.sha256, "encoding": source.encoding,
            "evidence": [fact.say(language) for fact in source.evidence], "passes": [p.__name__ for p in PASSES]}
    return _json(head) + lines(cleaned, language)


def original(chars: str, jsonl: str) -> str:
    """The text before every repair of a record, given the repaired one. Raises ValueError where they do not fit."""
    rows = [json.loads(line) for line in jsonl.split("\n") if line]
    applied = [row for row in rows if row.get("status") == "applied"]
    for stage in sorted({row["stage"] for row in applied}, reverse=True):
        chars = undo(chars, [_repair(row) for row in applied if row["stage"] == stage])
    return chars


def _repair(row: dict[str, Any]) -> Repair:
    spans = row.get("spans", [row["bytes"]])
    target = (Span(*row["to_bytes"]),) if "to_bytes" in row else ()
    return Repair(row["by"], row["kind"], tuple(row["at"]), row["before"], row["after"],
                  Confidence[row["confidence"].upper()], (), row.get("to"),
                  tuple(Span(*s) for s in spans), target, row["id"])


def _json(fields: dict[str, Any]) -> str:
    # json escapes control characters; U+0085, U+2028 and U+2029 would end a line for some readers
    text = json.dumps(fields, ensure_ascii=False)
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") + "\n"
