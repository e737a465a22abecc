"""Lines and what they are: the ground on which both cleaner and parser stand."""

from convert.blocks.breaks import blank_before, breaks_before
from convert.blocks.carry import carried
from convert.blocks.kinds import APART, RUNNING, STRUCTURAL, Block, Kind
from convert.blocks.survey import Survey, Wrap, judge, script, survey, wrap_of, wrapped

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
    "script",
    "survey",
    "wrap_of",
    "wrapped",
]
