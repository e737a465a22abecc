"""The cleaner: passes propose repairs, ``clean`` applies what is sure enough and holds the rest."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from convert.blocks import Kind, Survey, breaks_before, survey
from convert.blocks.lines import BLANKS, lines
from convert.blocks.told import ELLIPSIS, unmet
from convert.clean.boxes import boxes
from convert.clean.contents import contents
from convert.clean.controls import controls
from convert.clean.copies import copies
from convert.clean.cuts import cuts
from convert.clean.entities import entities
from convert.clean.furniture import furniture
from convert.clean.gaps import gaps
from convert.clean.glued import glued
from convert.clean.halfwidth import halfwidth
from convert.clean.jumps import jumps
from convert.clean.mojibake import mojibake
from convert.clean.moves import moves
from convert.clean.private import private
from convert.clean.quotes import quotes
from convert.clean.repeats import repeats
from convert.clean.sites import sites
from convert.clean.spacing import spacing
from convert.clean.splits import splits
from convert.clean.watermarks import watermarks
from convert.clean.wording import wording
from convert.clean.wraps import wraps
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings, ParseSettings, nearest
from convert.text import Edit, Places, Text, apply, collides, edits

Pass = Callable[[Text, Survey, CleanSettings], Iterator[Repair]]

PASSES: tuple[Pass, ...] = (
    mojibake,  # first: what was misread has no lines, marks or words that others could go by
    controls,  # then what nobody sees, in the midst of tags and words
    entities,  # tags hold line ends, entities hold spaces and marks
    spacing,  # words whole again before they are looked up, headings before they are counted
    halfwidth,  # marks as the joins read them: what ends a sentence, what begins no paragraph
    private,  # the last of the single characters: each stands for itself
    sites,  # first: a site's lines stand between the lines that belong together
    watermarks,  # then its name inside them, with its own lines out of the count
    furniture,  # page numbers and running heads likewise
    boxes,  # a boxed title is read as a title
    contents,  # before the wraps: a list of headings is no paragraph
    wraps,  # early: everything else reads whole paragraphs
    splits,  # then the opposite: one line a sentence
    glued,  # a heading hidden at a paragraph's end is one before chapters are compared
    copies,  # whole chapters before single sentences
    repeats,  # early, so that no later pass weighs the same words twice
    jumps,  # before the joins: a jump line between two halves hides that they belong together
    cuts,  # what a column or page has cut is whole before anything is called lost
    quotes,  # after the joins: a pair reaches over a line's end
    gaps,  # after the joins: only what none of them could mend is lost
    moves,  # after the gaps: a gap is where a moved passage is missed
    wording,  # last, on whole sentences; it only holds
)
ALIKE = 0.7  # difflib's ratio from which an id or a line may be what the editor meant
ROUNDS = 3  # the list runs again while it still applies something: a join can bring a repeat to light


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass of one round: what it applied, in text order, and what it held or the editor has rejected."""

    by: str
    applied: tuple[Repair, ...]
    held: tuple[Repair, ...]


class Unmet(NamedTuple):
    """A decision of the editor's that met nothing: an id that no repair bears, or a line that the text does not have.

    ``key`` is the setting it stands in; ``near`` is what comes nearest to it, if anything does.
    """

    key: str
    words: str
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A repaired text with its whole history: ``original`` as it was read, ``text`` as it is now.

    ``unmet`` are the editor's decisions that met nothing.
    """

    original: Text
    text: Text
    stages: tuple[Stage, ...]
    unmet: tuple[Unmet, ...] = ()

    @property
    def applied(self) -> tuple[Repair, ...]:
        """Every applied repair, in order of application."""
        return tuple(r for s in self.stages for r in s.applied)

    @property
    def held(self) -> tuple[Repair, ...]:
        """Every repair that awaits the editor, once each, as the last pass that saw it left it."""
        return tuple(r for r in self._left if r.verdict != "rejected")

    @property
    def rejected(self) -> tuple[Repair, ...]:
        """Every repair that the editor has decided against, once each."""
        return tuple(r for r in self._left if r.verdict == "rejected")

    @property
    def _left(self) -> Iterable[Repair]:
        return {r.id: r for s in self.stages for r in s.held}.values()


def clean(text: Text, settings: CleanSettings | None = None, told: ParseSettings | None = None) -> Cleaned:
    """Run the passes, each on the text the one before left, and keep the record.

    A repair is applied when its confidence reaches ``settings.apply_at`` or the editor has accepted its id, and held when
    he has rejected it or it collides with an earlier one of its pass. ``clean(clean(x))`` changes nothing.
    """
    settings = settings or CleanSettings()
    identify = _Identify(text)
    now, seen = text, survey(text, told)
    stages: list[Stage] = []
    worded: set[str] = set()  # what the editor has put in his own words, which is proposed anew where they are open too
    last: dict[Pass, tuple[Text, tuple[Repair, ...]]] = {}  # the text that each pass saw last, and what it held in it
    for _ in range(ROUNDS):
        changed = False
        this_round: list[Stage] = []
        for propose in PASSES:
            known, held = last.get(propose, (None, ()))
            applied: tuple[Repair, ...] = ()
            if known is not now:  # of the same text a pass has nothing new to say
                proposed = (r for r in identify(now, propose(now, seen, settings)) if r.id not in worded)
                applied, held = _decide(proposed, settings)
                last[propose] = now, held
                worded.update(r.id for r in applied if r.id in settings.edit)
            if applied:
                now = apply(now, applied)
                seen = survey(now, told)
                changed = True
            if applied or held:
                this_round.append(Stage(propose.__name__, applied, held))
        stages = [replace(s, held=()) for s in stages if s.applied] + this_round
        if not changed:
            break
    return Cleaned(text, now, tuple(stages), tuple(_unmet(identify.given, now.chars, settings, told)))


def _unmet(given: set[str], chars: str, settings: CleanSettings, told: ParseSettings | None) -> Iterator[Unmet]:
    for key in ("accept", "reject", "edit"):
        for name in getattr(settings, key):
            if name not in given:
                ends = {known.rpartition("-")[2]: known for known in given}
                yield Unmet(f"clean.{key}", name, ends.get(nearest(name.rpartition("-")[2], ends, ALIKE) or ""))
    if told is not None and told != ParseSettings():
        written = [chars[slice(*line.at)] for line in lines(chars)]
        for key, words in unmet(told, written):
            short = words.rstrip(ELLIPSIS)
            near = nearest(short, {line[: len(short) + 4]: None for line in written}, ALIKE)
            yield Unmet(key, words, near)


def _decide(proposed: Iterable[Repair], settings: CleanSettings) -> tuple[tuple[Repair, ...], tuple[Repair, ...]]:
    """Part a pass's proposals into applied and held; of two that collide the first wins."""
    level = Confidence[settings.apply_at.upper()]
    applied: list[Repair] = []
    held: list[Repair] = []
    taken: list[Edit] = []
    for r in proposed:
        r, wanted = _judged(r, settings, level)
        mine = edits([r])
        if not wanted or r.is_note:
            held.append(r)
        elif _crowded(taken, mine):
            held.append(replace(r, evidence=(*r.evidence, fact("collides"))))
        else:
            applied.append(r)
            taken += mine
    return tuple(applied), tuple(held)


def _judged(r: Repair, settings: CleanSettings, level: Confidence) -> tuple[Repair, bool]:
    """A repair after the editor's word on it, and whether it is to be applied."""
    if r.id in settings.edit:
        words = settings.edit[r.id]
        return replace(r, after=words, to=None, target=(), evidence=(*r.evidence, fact("edited"))), True
    if r.id in settings.reject:
        return replace(r, evidence=(*r.evidence, fact("rejected"))), False
    if r.id in settings.accept:
        return replace(r, evidence=(*r.evidence, fact("accepted"))), True
    return r, r.confidence >= level


def _crowded(taken: Sequence[Edit], mine: Sequence[Edit]) -> bool:
    # a pass proposes from left to right, so only the last few can be near; a move's two places reach anywhere
    near = taken[-4:] if len(mine) == 1 else taken
    return any(collides(a, b) for a in near for b in mine)


class _Identify:
    """Gives repairs their origins and ids: kind, before, after, twelve characters of the source on each side, a count.

    White space counts nowhere, so that neither another line end nor another encoding voids a decision.
    """

    def __init__(self, original: Text) -> None:
        self._original = original
        self._places = Places(original)
        self._known: dict[tuple[object, ...], str] = {}
        self._equals: Counter[str] = Counter()
        self.given: set[str] = set()

    def __call__(self, text: Text, proposed: Iterable[Repair]) -> list[Repair]:
        out = []
        for r in proposed:
            origin = text.spans(r.at)
            target = (text.place(r.to),) if r.to is not None else ()
            key = (r.by, r.kind, r.before, r.after, origin, target)
            if key not in self._known:
                self._known[key] = self._name(r, origin[0].start, origin[-1].end)
            out.append(replace(r, origin=origin, target=target, id=self._known[key]))
        return out

    def _name(self, r: Repair, start: int, end: int) -> str:
        chars, a, b = self._original.chars, self._places.index(start), self._places.index(end)
        left, right = _near(chars, a, -1)[-CONTEXT:], _near(chars, b, 1)[:CONTEXT]
        seed = "\x1f".join((r.kind, _solid(r.before), _solid(r.after), left, right))
        self._equals[seed] += 1
        digest = hashlib.sha256(f"{seed}\x1f{self._equals[seed]}".encode()).hexdigest()
        name = next(n for n in (f"{r.kind}-{digest[:k]}" for k in (8, 16, len(digest))) if n not in self.given)
        self.given.add(name)
        return name


CONTEXT = 12  # characters of the source on each side that an id is made from


def _near(chars: str, at: int, step: int) -> str:
    """The characters on one side of a place, white space left out: enough of them, however much of it there is."""
    reach, found = 60, ""
    while len(found) < CONTEXT and reach < 60 + 4 * len(chars):
        found = _solid(chars[max(0, at - reach) : at] if step < 0 else chars[at : at + reach])
        reach *= 4
    return found


def _solid(words: str) -> str:
    return "".join(words.split())


def printed(text: Text, told: ParseSettings | None = None) -> str:
    """The repaired text for a plain file: one block a line, LF, no indents.

    A blank line stands only where a scene breaks or one of several articles begins. Markdown's marks of headings stay.
    """
    seen = survey(text, told)
    out = []
    for i, block in enumerate(seen.blocks):
        begins = block.kind is Kind.ARTICLE and i > 0 and seen.blocks[i - 1].kind is not Kind.ARTICLE
        if begins or breaks_before(seen, i):
            out.append("")
        start = text.chars.rfind("\n", 0, block.at[0]) + 1
        mark = text.chars[start : block.at[0]].strip(BLANKS)
        out.append((mark + " " if mark else "") + block.words(text.chars))
    return "\n".join(out) + "\n" if out else ""


__all__ = ["PASSES", "Cleaned", "Pass", "Stage", "Unmet", "clean", "printed"]
