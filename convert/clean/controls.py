"""Control and zero-width characters (控制符), which print nothing and part words unseen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from convert.blocks import Survey
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

# Tab, line feed, carriage return, form feed and the line ends of Unicode are layout, which is not read here.
NEVER = "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u206a-\u206f\ufff0-\ufffb\ufffe\uffff"
ZERO_WIDTH = "\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff"
SELECTORS = "\ufe00-\ufe0f"
TAGS = "\U000e0000-\U000e007f"
BREAKS = "\x0b\x85"  # Word and mainframes end lines with them; a stray one stands inside a clause
HIDDEN = re.compile(
    r"\x1b\[[0-9;]*[A-Za-z]"  # a terminal's colours, as bulletin boards sent them
    f"|[{NEVER}{ZERO_WIDTH}{SELECTORS}{TAGS}]+"
    f"|(?<=[\u3400-\u9fff])[{BREAKS}]+(?=[\u3400-\u9fff])"
    f"|(?<![^\\s])[\u0300-\u036f]+(?=[\u3400-\u9fff])"  # an accent upon nothing
)
ANY = re.compile(f"[{NEVER}{ZERO_WIDTH}{SELECTORS}{TAGS}{BREAKS}\u0300-\u036f]")
PICTURE = re.compile(r"[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")  # what selectors and joiners make emoji of
JOINING = re.compile(r"[\u0590-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")


def controls(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """Characters that mean nothing in a text leave it; those that shape emoji, Arabic, Indic or variant glyphs stay.

    One repair for each run. A bare colour code of a terminal is one, with all that belongs to it.
    """
    if not ANY.search(text.chars):
        return
    breaks = sum(map(text.chars.count, BREAKS))
    habit = breaks * 10 > text.chars.count("\n")
    for m in HIDDEN.finditer(text.chars):
        start, end = m.span()
        if habit and m[0][0] in BREAKS:
            continue
        while start < end and _shapes(text.chars, start):
            start += 1
        while start < end and _shapes(text.chars, end - 1):
            end -= 1
        if start < end:
            before = text.chars[start:end]
            why = fact("prints-nothing", names=", ".join(dict.fromkeys(map(_name, before[:4]))), n=end - start)
            yield Repair("controls", "control", (start, end), before, "", Confidence.CERTAIN, (why,))


def _shapes(chars: str, at: int) -> bool:
    """Does this character shape what stands beside it?"""
    char, before, after = chars[at], chars[at - 1 : at] if at else "", chars[at + 1 : at + 2]
    if "\x80" <= char <= "\x9f":
        return any("\xa0" <= c <= "\xff" for c in before + after)  # what was misread, and may yet be read
    if char in "\ufe0e\ufe0f":
        return bool(PICTURE.match(before)) or (before in "#*0123456789" and after == "\u20e3" and before != "")
    if "\ufe00" <= char <= "\ufe02":
        return unicodedata.category(before or " ") in ("Lo", "Po", "Ps", "Pe")  # a standardised variant of a Han or a mark
    if char == "\u200d":
        return bool((PICTURE.match(before) or before == "\ufe0f") and PICTURE.match(after)) or _joining(before, after)
    if char in "\u200c\u200e\u200f\u061c" or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
        return _joining(before, after)
    if "\U000e0020" <= char <= "\U000e007f":
        return before == "\U0001f3f4" or "\U000e0020" <= before <= "\U000e007e"
    return False


def _joining(before: str, after: str) -> bool:
    return bool(JOINING.match(before) or JOINING.match(after))


def _name(char: str) -> str:
    return f"U+{ord(char):04X}"
