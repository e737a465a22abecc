"""Lines and what they are: the ground on which both cleaner and parser stand."""

from convert.blocks.kinds import APART, RUNNING, STRUCTURAL, Block, Kind
from convert.blocks.survey import Survey, Wrap, breaks_before, survey, wrapped

__all__ = ["APART", "RUNNING", "STRUCTURAL", "Block", "Kind", "Survey", "Wrap", "breaks_before", "survey", "wrapped"]
