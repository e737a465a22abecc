"""One question as the editor sees it (裁定单): the words in doubt where they stand, what is proposed, why, the keys."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from convert.desk import Desk, Ruling, Verdict, may
from convert.report import Paint, clip, kind_name, plain, show
from convert.report.record import Entry, evidence, hull
from convert.source import Span
from convert.text import Places, Text
from convert.words import say

AROUND = 64         # characters of the source shown on either side
BESIDE = 8          # on either side of a place without words, in a remark
MOST = 160          # characters in doubt that are shown; of more, both ends
KEYS = {"a": "accept", "r": "reject", "e": "edit", "s": "skip", "u": "undo", "A": "accept_kind", "R": "reject_kind", "q": "quit"}
OTHERS = {" ": "s", "\r": "s", "\n": "s", "\x7f": "u", "\x08": "u"}     # what hands do without looking


@dataclass(frozen=True, slots=True)
class Look:
    """How questions are shown: in which language, how many columns wide, in which colours."""

    language: str
    columns: int = 80
    paint: Paint = plain


def key(char: str) -> str | None:
    """The command that a key stands for, typed full-width or not; None for any other.

    >>> key("ａ"), key("A"), key(" "), key("x")
    ('accept', 'accept_kind', 'skip', None)
    """
    char = OTHERS.get(char, unicodedata.normalize("NFKC", char))
    return KEYS.get(char)


def question(desk: Desk, original: Text, places: Places, look: Look) -> list[str]:
    """The current question as lines for a terminal."""
    entry = desk.current
    assert entry is not None
    r, paint = entry.repair, look.paint

    def told(word: str, **facts: object) -> str:
        return say(word, look.language, **facts)

    count = told("review.count", n=desk.place + 1, of=len(desk.docket))
    where = told("explain.place", line=entry.line, column=entry.column)
    kind = kind_name(r.kind, look.language)
    head = f"── {count} · {kind} · {where} "
    out = ["", paint(head, "kind") + paint("─" * max(0, look.columns - cell_len(head)), "faint")]
    out += marked(original, places, hull(r.origin), look)
    if r.target:
        out.append("  " + told("explain.target"))
        out += marked(original, places, hull(r.target), look)
    out += [f"  {label}  {words}" for label, words in _facts(entry, look)]
    return [*out, "  " + paint(f"{told(f'confidence.{r.confidence.word}')} · {r.id}", "faint"), *_keys(desk, entry, look)]


def _facts(entry: Entry, look: Look) -> Iterator[tuple[str, str]]:
    r, language = entry.repair, look.language
    if entry.applied:
        yield say("review.gap", language), look.paint(clip(r.after), "after")
    elif r.is_note:
        yield say("review.doubt", language), ""
    elif not r.is_move:
        before = clip(r.before) or say("explain.nothing", language)
        after = clip(r.after) or say("explain.removed", language)
        yield say("review.proposal", language), f"{look.paint(before, 'before')} → {look.paint(after, 'after')}"
    for i, words in enumerate(evidence(r, language)):
        label = say("explain.why", language)
        yield label if i == 0 else " " * cell_len(label), words


def _keys(desk: Desk, entry: Entry, look: Look) -> list[str]:
    """The keys that do something here, as many on a line as fit."""
    kinds = desk.alike()
    many = {"accept_kind": sum(may(e, Verdict.ACCEPT) for e in kinds), "reject_kind": len(kinds)}
    barred = {v.value for v in Verdict if not may(entry, v)}
    out = [""]
    for char, name in KEYS.items():
        if name in barred or many.get(name, 2) < 2 or (name == "undo" and not desk.history):
            continue
        words = f"[{char}] {say(f'review.{name}', look.language)}" + (f" ({many[name]})" if name in many else "")
        if cell_len(out[-1]) + cell_len(words) + 2 > look.columns:
            out.append("")
        out[-1] += "  " + words
    return out


def marked(original: Text, places: Places, span: Span, look: Look) -> list[str]:
    """The source around a span, in lines that fit, the words in doubt with carets under them."""
    chars = original.chars
    start, end = places.index(span.start), max(places.index(span.end), places.index(span.start))
    core = chars[start:end]
    words = show(core) if len(core) <= MOST else f"{show(core[:MOST // 2])} …〔{len(core) - MOST}〕… {show(core[-MOST // 2:])}"
    left, right = show(chars[max(0, start - AROUND):start]), show(chars[end:end + AROUND])
    inside = range(len(left), len(left) + max(1, len(words)))
    text = left + words + (right or " ")
    out: list[str] = []
    line, carets = "", ""
    for i, char in enumerate(text):
        if cell_len(line) + cell_len(char) > look.columns - 8:
            out += _row(line, carets, look)
            line, carets = "", ""
        line += char
        carets += ("^" if i in inside and (words or i == inside[0]) else " ") * cell_len(char)
    return out + _row(line, carets, look)


def _row(line: str, carets: str, look: Look) -> list[str]:
    pointed = ["    " + look.paint(carets.rstrip(), "caret")] if carets.strip() else []
    return ["    " + line, *pointed]


def answered(before: Desk, after: Desk, language: str) -> str:
    """What an answer did, in one line."""
    if len(after.history) < len(before.history):
        return say("review.undone", language, n=len(before.history[-1]))
    ids = after.history[-1]
    ruling = after.rulings[ids[0]]
    said = told(ruling, language)
    if len(ids) == 1:
        return said
    entry = next(e for e in after.docket if e.repair.id == ids[0])
    return f"{say('review.many', language, kind=kind_name(entry.repair.kind, language), n=len(ids))} · {said}"


def told(ruling: Ruling, language: str) -> str:
    """A ruling in a few words."""
    word = {Verdict.ACCEPT: "accepted", Verdict.REJECT: "rejected", Verdict.EDIT: "edited", Verdict.SKIP: "skipped"}
    return say(f"review.{word[ruling.verdict]}", language, words=ruling.words)


def remark(entry: Entry, original: Text, places: Places, language: str) -> str:
    """A comment beside an id in the settings: which place it is about, in words that survive an edit of the source."""
    r = entry.repair
    words = clip(r.before)
    if not r.before.strip():
        span = hull(r.origin)
        left, right = original.chars[:places.index(span.start)][-60:], original.chars[places.index(span.end):][:60]
        words = f"{show(''.join(left.split())[-BESIDE:])}｜{show(''.join(right.split())[:BESIDE])}"
    changed = f" → {clip(r.after)}" if not r.is_note and not r.is_move and r.before.strip() else ""
    return f"{say('explain.place', language, line=entry.line, column=entry.column)}　{words}{changed}".rstrip("　")
