"""Line numbers (行号) of a page's margin, which a scan has read together with the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from convert.blocks import Survey
from convert.blocks.lines import han
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.text import Text, width

LEFT = re.compile(r"(?P<n>[0-9０-９]{1,4})[ 　\t]+(?=\S)")
RIGHT = re.compile(r"[ 　\t]+(?P<n>[0-9０-９]{1,4})$")
FAR = 12  # characters at a line's end in which its number stands
STEPS = {1: 12, 5: 2, 10: 2}  # every so many lines one, and how many on end count; a step holds those behind it
TWICE = 2  # so often at least must a number be followed by the next one
NARROWEST = 36  # columns: below, equal lines are verse
SLACK = 6  # columns that a full line may fall short by
STOP = re.compile("[。！？].")  # inside a line: items of a list, titles, lines of verse have none
FULL, OPEN, INNER = 0.3, 0.6, 0.2  # shares: of full lines; of these, that end in mid-sentence; of lines with a stop inside


def line_numbers(text: Text, seen: Survey) -> Iterator[Repair]:
    """Numbers at the ends or beginnings of lines leave the text where they count the lines: each fifth, each tenth, or all.

    What proves it is that from one to the next the numbers grow by as much as the lines between them, in prose that is broken
    into lines: equal in width, most of them open in mid-sentence. Beside other lines (of verse, whose editions are quoted by
    them) they are held; numbers before all of such lines are a list's.
    """
    for side in (LEFT, RIGHT):
        found = dict(_numbers(text, seen, side))
        for step, least in STEPS.items():
            rows = list(_rows({i: int(m["n"]) for i, m in found.items()}, step))
            proof = [row for row in rows if len(row) >= least]
            if sum(len(row) - 1 for row in proof) < TWICE:
                continue
            prose = _prose(text, seen, proof, found)
            if prose or step > 1:
                kept = [*_pages(rows, found, step)] if prose else proof
                numbers = [found[i] for row in kept for i in row]
                sure = Confidence.PROBABLE if prose else Confidence.POSSIBLE
                why = (fact("line-numbers", n=len(numbers), step=step),)
                margin = min(width(m[0]) for m in numbers)  # what is wider begins a paragraph: the rest is its indent
                for m in numbers:
                    at = (m.start(), m.start() + _columns(m[0], margin)) if side is LEFT else m.span()
                    yield Repair("furniture", "furniture", at, text.chars[slice(*at)], "", sure, why)
            break


def _columns(chars: str, columns: int) -> int:
    """How many characters fill so many columns."""
    return next(n for n in range(len(chars) + 1) if width(chars[:n]) >= columns)


def _numbers(text: Text, seen: Survey, side: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for i, block in enumerate(seen.blocks):
        start, end = block.at
        if text.chars[start if side is LEFT else end - 1].isdecimal():
            m = LEFT.match(text.chars, start, end) if side is LEFT else RIGHT.search(text.chars, max(start, end - FAR), end)
            if m:
                yield i, m


def _rows(numbers: Mapping[int, int], step: int) -> Iterator[list[int]]:
    """Lines whose numbers and places grow by one step at a time."""
    for i, n in numbers.items():
        if n % step == 0 and numbers.get(i - step) != n - step:
            row = [i]
            while numbers.get(row[-1] + step) == numbers[row[-1]] + step:
                row.append(row[-1] + step)
            yield row


def _pages(rows: Sequence[list[int]], found: Mapping[int, re.Match[str]], step: int) -> Iterator[list[int]]:
    """The rows that count, and a number that begins a page's count where the page before had no line for one more."""
    ends = {row[-1] for row in rows if len(row) > 1}
    for row in rows:
        begins = int(found[row[0]]["n"]) == step and any(row[0] - k in ends for k in range(step, 2 * step))
        if len(row) > 1 or begins:
            yield row


def _prose(text: Text, seen: Survey, rows: Sequence[Sequence[int]], found: Mapping[int, re.Match[str]]) -> bool:
    """Are the lines, without their numbers, those of prose broken at one width?"""
    lines = [i for row in rows for i in range(row[0], row[-1] + 1)]
    numbered = {i for row in rows for i in row}
    others = [seen.blocks[i].indent for i in lines if i not in numbered]
    if others and min(others) > 0 and found[lines[0]].re is LEFT:
        return False  # the numbers hang in a margin that all the other lines show as blanks
    words = [seen.blocks[i].words(text.chars) for i in lines]
    words = [_without(w, found[i]) if i in numbered else w for i, w in zip(lines, words, strict=True)]
    reach = [seen.blocks[i].indent + width(w) for i, w in zip(lines, words, strict=True)]
    edge = max(reach)
    full = [w for w, columns in zip(words, reach, strict=True) if columns >= edge - SLACK]
    running, stops = sum(map(han, (w[-1] for w in full))), sum(STOP.search(w) is not None for w in words)
    wide = edge >= NARROWEST and len(full) >= FULL * len(words)
    return wide and running >= OPEN * len(full) and stops >= INNER * len(words)


def _without(words: str, number: re.Match[str]) -> str:
    return words[len(number[0]) :] if number.re is LEFT else words[: -len(number[0])]
