"""What a pass proposes: a repair (修补), with its place, its evidence and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from convert.facts import Fact
from convert.source import Span


class Confidence(IntEnum):
    """How sure a repair is. Three steps, because nobody can calibrate 0.83.

    CERTAIN proves itself (an exact repetition, an exact round trip). PROBABLE has one strong sign or two weak ones.
    POSSIBLE is a guess for an editor to judge; by default it is held, never applied.

    >>> Confidence["PROBABLE"] > Confidence.POSSIBLE
    True
    """

    POSSIBLE = 1
    PROBABLE = 2
    CERTAIN = 3

    @property
    def word(self) -> str:
        """The step as settings and records spell it."""
        return self.name.lower()


VERDICTS = ("accepted", "rejected", "edited")


@dataclass(frozen=True, slots=True)
class Repair:
    """One change that a pass proposes to the text it saw.

    ``at`` counts characters of that text and is valid only there; ``origin`` holds the bytes and is valid for good.
    A splice replaces ``before`` by ``after``. A move (``to`` is a character place outside ``at``) puts the passage
    there: ``before == after ==`` the passage. A note (``before == after``, no ``to``) changes nothing and only
    shows a doubt. ``kind`` is a key of the catalogue of words. ``id`` is given by ``clean()``.
    """

    by: str
    kind: str
    at: tuple[int, int]
    before: str
    after: str
    confidence: Confidence
    evidence: tuple[Fact, ...] = ()
    to: int | None = None
    origin: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    id: str = ""

    @property
    def is_move(self) -> bool:
        """Does it put a passage elsewhere?"""
        return self.to is not None

    @property
    def is_note(self) -> bool:
        """Does it only point at a doubt, with nothing to apply?"""
        return self.to is None and self.before == self.after

    @property
    def verdict(self) -> str | None:
        """The editor's word on it: ``accepted``, ``rejected`` or ``edited``; None while he has said nothing."""
        return next((f.key for f in self.evidence if f.key in VERDICTS), None)
