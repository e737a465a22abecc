"""Lines and what they are: the ground on which both cleaner and parser stand."""

from convert.blocks.breaks import blank_before, breaks_before
from convert.blocks.carry import carried
from convert.blocks.kinds import APART, RUNNING, STRUCTURAL, Block, Kind
from convert.blocks.layout import Wrap, length, wrap_of, wrapped
from convert.blocks.survey import Survey, judge, script, survey

__all__ = [
    "APART",
    "RUNNING",
    "STRUCTURAL",
    "Block",
    "Kind",
    "Survey",
    "Wrap",
    "blank_before",
    "breaks_before",
    "carried",
    "judge",
    "length",
    "script",
    "survey",
    "wrap_of",
    "wrapped",
]
