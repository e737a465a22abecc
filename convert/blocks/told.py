"""What the editor says of single lines (编者指明), looked up by a line's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from convert.settings import ParseSettings
from convert.text import solid

ELLIPSIS = "…"  # behind the beginning of a long line
SHORTEST = 4  # characters of such a beginning: fewer would name lines that nobody meant


def begins(words: str) -> str:
    """The name of a line by its beginning, or by all of it."""
    return words.rstrip(ELLIPSIS) + ELLIPSIS


class Lines:
    """Lines that are named by their words, or by how they begin with … behind it; white space does not count.

    >>> named = Lines(["灯 要 稳", "石浦港的灯塔…"])
    >>> "灯要稳" in named, "石浦港的灯塔，落成五十年。" in named, "灯要稳。" in named
    (True, True, False)
    """

    def __init__(self, told: Iterable[str]) -> None:
        named = [solid(words) for words in told]
        opened = [words.rstrip(ELLIPSIS) for words in named if words.endswith(ELLIPSIS)]
        self._whole = frozenset((*named, *opened))
        self._openings = tuple(words for words in opened if len(words) >= SHORTEST)

    def __contains__(self, words: object) -> bool:
        if not self._whole or not isinstance(words, str):
            return False
        words = solid(words)
        return words in self._whole or words.startswith(self._openings)


class Told:
    """The editor's [parse] settings, ready to be asked about each line."""

    def __init__(self, settings: ParseSettings) -> None:
        self.heading = Lines((*settings.heading, *settings.level))
        self.not_heading = Lines(settings.not_heading)
        self.caption = Lines(settings.caption)
        self.speaker = settings.speaker
        self.names_lines = bool(settings.heading or settings.level or settings.not_heading or settings.caption)
        self._levels = [(Lines([words]), level) for words, level in settings.level.items()]

    def level(self, words: str) -> int | None:
        """The level that a heading was given, 1 for the highest."""
        return next((level for lines, level in self._levels if words in lines), None)


def labelled(line: str, names: Iterable[str]) -> str | None:
    """The name among those told that a line begins with, a colon or a blank behind it.

    >>> labelled("老周　灯要稳。", ["老周"]), labelled("老周说：灯要稳。", ["老周"])
    ('老周', None)
    """
    return next((n for n in names if line.startswith(n) and line[len(n) : len(n) + 1] in ("：", ":", "　", " ")), None)


def unmet(settings: ParseSettings, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What the editor says of lines that a text does not have: the key of the setting and the words."""
    lines = [*lines]
    for key in ("heading", "not_heading", "caption", "level"):
        for words in getattr(settings, key):
            named = Lines([words])
            if not any(line in named for line in lines):
                yield f"parse.{key}", words
    for name in settings.speaker:
        if not any(labelled(line, [name]) for line in lines):
            yield "parse.speaker", name
