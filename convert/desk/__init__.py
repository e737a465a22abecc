"""The editor's desk (裁定): what awaits him, one question after the other, and what he has said to each.

A desk is a value; each answer gives the next desk. How it looks is ``convert.desk.sheet``'s, what is written of it
``convert.desk.notebook``'s, and the terminal is the command line's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from convert.report.record import Entry


class Verdict(StrEnum):
    """What the editor can say of a repair."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"  # his own words stand there
    SKIP = "skip"  # nothing: it is asked again next time


class Ruling(NamedTuple):
    """A verdict, and the words of one that gives words."""

    verdict: Verdict
    words: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Questions, and the rulings so far by id. ``history`` holds the ids of each answer, for taking it back."""

    docket: tuple[Entry, ...]
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    history: tuple[tuple[str, ...], ...] = ()

    @property
    def current(self) -> Entry | None:
        """The first question without an answer; None when all are answered."""
        return next((e for e in self.docket if e.repair.id not in self.rulings), None)

    @property
    def place(self) -> int:
        """How many questions have been answered."""
        return sum(e.repair.id in self.rulings for e in self.docket)

    def alike(self) -> tuple[Entry, ...]:
        """The unanswered questions of the current one's kind."""
        now = self.current
        return tuple(e for e in self.docket if now and e.repair.kind == now.repair.kind and e.repair.id not in self.rulings)

    def rule(self, ruling: Ruling) -> Desk:
        """Answer the current question. Words that are those of the source leave it as it stands.

        Raises ValueError where nothing is asked, or the verdict is none that the question has (``may``).
        """
        now = self.current
        if now is None or not may(now, ruling.verdict):
            raise ValueError(ruling)
        if ruling.verdict is Verdict.EDIT and ruling.words == now.repair.before:
            ruling = Ruling(Verdict.REJECT)
        return self._with({now.repair.id: ruling})

    def rule_kind(self, verdict: Verdict) -> Desk:
        """Answer all open questions of the current one's kind at once; what only points at a doubt cannot be accepted."""
        taken = [e for e in self.alike() if may(e, verdict)]
        if not taken:
            raise ValueError(verdict)
        return self._with({e.repair.id: Ruling(verdict) for e in taken})

    def undo(self) -> Desk:
        """Take the last answer back. Raises ValueError where there is none."""
        if not self.history:
            raise ValueError("nothing to undo")
        back = self.history[-1]
        return replace(self, rulings={i: r for i, r in self.rulings.items() if i not in back}, history=self.history[:-1])

    def _with(self, more: Mapping[str, Ruling]) -> Desk:
        return replace(self, rulings={**self.rulings, **more}, history=(*self.history, tuple(more)))


def may(entry: Entry, verdict: Verdict) -> bool:
    """Can a question be answered so? A doubt alone proposes nothing to accept; a moved passage keeps its words."""
    return not (verdict is Verdict.ACCEPT and entry.repair.is_note) and not (verdict is Verdict.EDIT and entry.repair.is_move)


def docket(found: Iterable[Entry], aside: Iterable[str] = ()) -> tuple[Entry, ...]:
    """What the editor is asked, in the order of the source: ``aside`` are ids that he has skipped.

    That is what is held, and each gap that was marked: its words are lost to the program, but perhaps not to him.
    """
    aside = set(aside)
    asked = {e.repair.id: e for e in found if e.open and e.repair.id not in aside}
    return tuple(sorted(asked.values(), key=lambda e: e.bytes))


def difference(before: Mapping[str, Ruling], after: Mapping[str, Ruling]) -> dict[str, Ruling | None]:
    """What an answer, or taking one back, changes in the record: None for an id that is to leave it."""
    return {i: after.get(i) for i in {**before, **after} if before.get(i) != after.get(i)}
