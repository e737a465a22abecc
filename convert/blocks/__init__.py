"""Lines and what they are: the ground on which both cleaner and parser stand."""

from convert.blocks.survey import STRUCTURAL, Block, Kind, Survey, Wrap, breaks_before, survey, wrapped

__all__ = ["STRUCTURAL", "Block", "Kind", "Survey", "Wrap", "breaks_before", "survey", "wrapped"]
