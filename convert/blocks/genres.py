"""What lines do in plays, diaries, tables, letters and verse, and which are notes: one finder each, asked in this order."""

from __future__ import annotations

from collections.abc import Callable

from convert.blocks.dates import dates
from convert.blocks.drama import drama
from convert.blocks.kinds import Found, Page
from convert.blocks.letters import letters
from convert.blocks.markdown import markdown
from convert.blocks.notes import notes
from convert.blocks.tables import tables
from convert.blocks.verse import verse

FINDERS: tuple[Callable[[Page], dict[int, Found]], ...] = (
    markdown,  # first: its marks say what lines are
    drama,  # before the others: a speech is neither verse nor a letter
    dates,  # before letters: a date heads an entry or signs a letter
    tables,  # before verse: columns of words are short lines too
    notes,
    letters,
    verse,
)
