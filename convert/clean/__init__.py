"""The cleaner: passes propose repairs, ``clean`` applies what is sure enough and holds the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from convert.blocks import Kind, Survey, blank_before, carried, judge, survey
from convert.blocks.lines import BLANKS
from convert.clean.boxes import boxes
from convert.clean.captions import captions
from convert.clean.contents import contents
from convert.clean.continuations import continuations
from convert.clean.controls import controls
from convert.clean.copies import copies
from convert.clean.cuts import cuts
from convert.clean.decisions import Unmet, decide, unmet
from convert.clean.entities import entities
from convert.clean.furniture import furniture
from convert.clean.gaps import gaps
from convert.clean.glued import glued
from convert.clean.halfwidth import halfwidth
from convert.clean.ids import Identify
from convert.clean.jumps import jumps
from convert.clean.mastheads import mastheads
from convert.clean.mojibake import mojibake
from convert.clean.moves import moves
from convert.clean.private import private
from convert.clean.quotes import quotes
from convert.clean.radicals import radicals
from convert.clean.repeats import repeats
from convert.clean.reprints import reprints
from convert.clean.sites import sites
from convert.clean.spacing import spacing
from convert.clean.splits import splits
from convert.clean.stretches import stretches
from convert.clean.watermarks import watermarks
from convert.clean.wording import wording
from convert.clean.wraps import wraps
from convert.repair import Repair
from convert.settings import CleanSettings, ParseSettings
from convert.text import Edit, Text, apply, edits

Pass = Callable[[Text, Survey, CleanSettings], Iterator[Repair]]

PASSES: tuple[Pass, ...] = (
    mojibake,  # first: what was misread has no lines, marks or words that others could go by
    controls,  # then what nobody sees, in the midst of tags and words
    entities,  # tags hold line ends, entities hold spaces and marks
    radicals,  # characters as what they are before anything asks what stands beside Han
    spacing,  # words whole again before they are looked up, headings before they are counted
    halfwidth,  # marks as the joins read them: what ends a sentence, what begins no paragraph
    private,  # the last of the single characters: each stands for itself
    sites,  # first: a site's lines stand between the lines that belong together
    watermarks,  # then its name inside them, with its own lines out of the count
    furniture,  # page numbers and running heads likewise
    boxes,  # a boxed title is read as a title
    contents,  # before the wraps: a list of headings is no paragraph
    wraps,  # early: everything else reads whole paragraphs
    stretches,  # what is broken still, now that a wrapped text is not
    splits,  # then the opposite: one line a sentence
    glued,  # a heading hidden at a paragraph's end is one before chapters are compared
    reprints,  # articles whole, with their headings, before their paragraphs are compared
    copies,  # whole chapters before single sentences
    repeats,  # early, so that no later pass weighs the same words twice
    continuations,  # before the jump lines leave: they say where the rest stands
    mastheads,  # after the continuations: pages are told by these lines
    jumps,  # before the joins: a jump line between two halves hides that they belong together
    captions,  # out of the paragraphs that the joins are to close
    cuts,  # what a column or page has cut is whole before anything is called lost
    quotes,  # after the joins: a pair reaches over a line's end
    gaps,  # after the joins: only what none of them could mend is lost
    moves,  # after the gaps: a gap is where a moved passage is missed
    wording,  # last, on whole sentences; it only holds
)
BY_CHARACTER = frozenset((mojibake, controls, entities, radicals, spacing, halfwidth, private))  # these ask nothing of the survey
# what is gone by now may hide, or have made, headings and widths: these have the text judged anew; all others, once a round has
# begun, go by what was said of its lines before a few of them changed (and by what they are then, in the next round)
ANEW = frozenset((sites, contents, wraps, stretches))
ROUNDS = 3  # the list runs again while it still applies something: a join can bring a repeat to light


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass of one round: what it applied, in text order, and what it held or the editor has rejected."""

    by: str
    applied: tuple[Repair, ...]
    held: tuple[Repair, ...]


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
    identify = Identify(text)
    now = text
    view = _View(told)
    stages: list[Stage] = []
    worded: set[str] = set()  # what the editor has put in his own words, which is proposed anew where they are open too
    last: dict[Pass, tuple[Text | None, tuple[Repair, ...]]] = {}  # the text that each pass judged last, and what it held in it
    for _ in range(ROUNDS):
        changed = False
        this_round: list[Stage] = []
        for propose in PASSES:
            known, held = last.get(propose, (None, ()))
            applied: tuple[Repair, ...] = ()
            if known is not now:  # of the same text a pass has nothing new to say
                seen = view.seen if propose in BY_CHARACTER else view.of(now, anew=propose in ANEW)
                proposed = (r for r in identify(now, propose(now, seen, settings)) if r.id not in worded)
                applied, held = decide(proposed, settings)
                last[propose] = now if view.fresh or propose in BY_CHARACTER else None, held
                worded.update(r.id for r in applied if r.id in settings.edit)
            if applied:
                now = apply(now, applied)
                view.follow(now, applied)
                changed = True
            if applied or held:
                this_round.append(Stage(propose.__name__, applied, held))
        stages = [replace(s, held=()) for s in stages if s.applied] + this_round
        if not changed:
            break
    return Cleaned(text, now, tuple(stages), tuple(unmet(identify.given, now.chars, settings, told)))


class _View:
    """The survey that passes are given: of the text as it is, judged, or carried over what has changed since (not ``fresh``)."""

    def __init__(self, told: ParseSettings | None) -> None:
        self._told = told
        self._judged = False
        self._since: list[tuple[str, list[Edit]]] = []
        self.seen, self.fresh = judge("", ParseSettings()), False

    def of(self, text: Text, *, anew: bool) -> Survey:
        kept = None if anew and (self._since or not self.fresh) else self._carried()
        if kept is None:
            self.seen, self.fresh = survey(text, self._told), True
        elif self._since:
            self.seen, self.fresh = kept, False
        self._judged, self._since = True, []
        return self.seen

    def _carried(self) -> Survey | None:
        """The survey as it is, or over all that has been applied since; None where that cannot be."""
        now: Survey | None = self.seen if self._judged else None
        for after, changes in self._since:
            now = now and carried(now, after, changes)
        return now

    def follow(self, now: Text, applied: Sequence[Repair]) -> None:
        self._since.append((now.chars, edits(applied)))


def printed(text: Text, told: ParseSettings | None = None, at: tuple[int, int] | None = None) -> str:
    """The repaired text for a plain file: one block a line, LF, no indents but before a signature.

    A blank line stands only where a scene breaks, a stanza ends or one of several articles begins. Markdown's marks of
    headings stay. ``at``: only the lines of a range of characters.
    """
    seen = survey(text, told)
    out: list[str] = []
    for i, block in enumerate(seen.blocks):
        if at is not None and not at[0] <= block.at[0] < at[1]:
            continue
        if out and blank_before(seen, i):
            out.append("")
        mark = HASHES.search(text.chars, max(0, block.at[0] - MARKS), block.at[0])
        before = FAR if block.kind is Kind.SIGNATURE else mark[0] + " " if mark else ""
        out.append(before + block.words(text.chars))
    return "\n".join(out) + "\n" if out else ""


HASHES = re.compile(rf"#{{1,6}}(?=[{BLANKS}]*\Z)")  # before a heading's words, the layout between them left out
MARKS = 12  # characters that they may take
FAR = 8 * "\u3000"  # where a signature stands


__all__ = ["PASSES", "Cleaned", "Pass", "Stage", "Unmet", "clean", "printed"]
