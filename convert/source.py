"""Where every character comes from: the source file's bytes, and spans of them.

The byte is the program's one coordinate. It survives decoding, every repair and the parse, so that any
character of an edition can be followed back to the file that was handed in.
"""
from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from convert.facts import Fact


class Span(NamedTuple):
    """A half-open range of bytes in ``Source.raw`` (原文位置). An empty span is a place between two bytes.

    >>> Span(3, 9).joins(Span(9, 12))
    True
    """

    start: int
    end: int

    def joins(self, after: Span) -> bool:
        """Does ``after`` begin where this span ends, or overlap it?"""
        return self.start <= after.start <= self.end


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same bytes in as few spans as possible, in the order given (moved text stays apart).

    >>> merge([Span(0, 3), Span(3, 6), Span(9, 12), Span(9, 12)])
    (Span(start=0, end=6), Span(start=9, end=12))
    """
    out: list[Span] = []
    for span in spans:
        if out and out[-1].joins(span):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


@dataclass(frozen=True)
class Source:
    """A source file as it was handed in.

    ``name`` is the file's name without its suffix and names the editions; ``path`` is None for standard input.
    ``encoding`` is the codec that decoded it, ``evidence`` the facts that decided so.
    """

    name: str
    raw: bytes
    encoding: str
    path: Path | None = None
    evidence: tuple[Fact, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The digest of the bytes, as the record of repairs names them."""
        return hashlib.sha256(self.raw).hexdigest()
