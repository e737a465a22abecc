"""The apparatus (校勘记): what the cleaner changed, for a reader who never saw the program."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from convert.anchors import Anchors
from convert.repair import Repair
from convert.text import solid
from convert.tree import (
    Block,
    Document,
    Emphasis,
    Head,
    HeadLine,
    HeadRole,
    Item,
    Link,
    List,
    Paragraph,
    Run,
    Section,
    SectionRole,
    title_of,
    walk,
)
from convert.words import WORDS, say

if TYPE_CHECKING:
    from convert.clean import Cleaned

LISTED = 12         # items of one kind that are shown; what goes beyond is counted
QUOTED = 24         # characters of a quotation
NAMED = 13          # of a section's title
LOST = "\ufffd"
_METHOD = re.compile(r"[（，](?:近似)?增益[^（）]*）| \(gain[^()]*\)")   # figures of a method mean nothing to a reader


def changes_words(repair: Repair) -> bool:
    """Does a repair change wording or order, and not only where lines end?"""
    return repair.is_move or solid(repair.before) != solid(repair.after)


class Account:
    """Tells of a text's repairs in terms of its document: at which place of the book, and in which words."""

    def __init__(self, document: Document, cleaned: Cleaned) -> None:
        self.document = document
        self.cleaned = cleaned
        self.language = document.meta.language
        self.anchors = Anchors(document)

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the document's language."""
        return say(key, self.language, **facts)

    def char(self, repair: Repair) -> int:
        """The place in the cleaned text behind what a repair left there, found through the bytes it came from."""
        starts, order = self._by_byte
        first, last = repair.origin[0].start, repair.origin[-1].end
        low = bisect_left(starts, first)
        high = bisect_left(starts, last) if last > first else low
        if high > low:
            return order[high - 1] + 1 if not repair.is_move else order[low]
        return order[low - 1] + 1 if low else 0

    @cached_property
    def _by_byte(self) -> tuple[list[int], list[int]]:
        starts = self.cleaned.text.starts.tolist()
        if all(a <= b for a, b in pairwise(starts)):
            return starts, list(range(len(starts)))
        order = sorted(range(len(starts)), key=starts.__getitem__)      # passages were moved
        return [starts[i] for i in order], order

    def link(self, repair: Repair) -> Link:
        """The place in the book: the section's title, leading to the text block; print adds the page."""
        anchor = self.anchors.block_at(max(0, self.char(repair) - (not repair.is_move))) or "b1"
        return Link(href=f"#{anchor}", children=(Run(value=self._titles.get(anchor) or self.say("apparatus.front")),))

    @cached_property
    def _titles(self) -> dict[str, str]:
        """The title of the innermost headed section around each text block."""
        titles: dict[str, str] = {}
        for node, ancestors in walk(self.document):
            heads = [a.head for a in ancestors if isinstance(a, Section) and a.head is not None]
            if heads and (name := self.anchors.get(node)):
                title = "\u3000".join(filter(None, map(solid, title_of(heads[-1]).split("\u3000"))))
                titles[name] = title if len(title) <= NAMED else title[:NAMED - 2] + "……"
        return titles

    def verb(self, repair: Repair) -> str:
        """What was done to the text, in one word: which sentence tells of it."""
        if repair.verdict == "edited":
            return "edited" if repair.before.strip() else "supplied" if repair.kind == "gap" else "put"
        if repair.is_move:
            return "moved"
        if repair.kind == "gap":
            return "gap"
        if not changes_words(repair):
            return "joined"
        if repair.before.strip() and repair.after.strip():
            return "changed"
        return "added" if repair.after.strip() else "repeated" if repair.kind == "repeat" else "removed"

    def sentence(self, repair: Repair) -> str:
        """What stood and what stands."""
        facts: dict[str, object] = {"before": clipped(repair.before), "after": clipped(repair.after)}
        verb = self.verb(repair)
        if verb == "moved":
            facts["n"] = len(solid(repair.before))
        if verb == "joined":
            at, chars = self.char(repair), self.cleaned.text.chars
            facts |= {"left": solid(chars[max(0, at - 8):at])[-6:], "right": solid(chars[at:at + 8])[:6]}
        return self.say(f"apparatus.{verb}", **facts)

    def why(self, repair: Repair) -> str:
        """The evidence, as sentences."""
        facts = [_METHOD.sub("", e.say(self.language)) for e in repair.evidence]
        return self.say("apparatus.why", facts=self.say("apparatus.and").join(facts)) if facts else ""

    def kind(self, kind: str) -> str:
        """What a kind of repair is called."""
        return next((self.say(key) for key in (f"apparatus.kind.{kind}", f"kind.{kind}") if key in WORDS), kind)


def clipped(chars: str) -> str:
    """A quotation no longer than a line of the apparatus, its middle left out.

    >>> clipped("今天的世界，百年变局加速演进，变革动力相互交织，战争冲突此起彼伏。")
    '今天的世界，百年变局加速……冲突此起彼伏。'
    """
    short = solid(chars)
    return short if len(short) <= QUOTED else f"{short[:12]}……{short[-7:]}"


def apparatus(account: Account) -> Section | None:
    """The section at the book's end that lists what was changed, by kind; None where no words were."""
    groups: dict[str, list[Repair]] = {}
    for repair in account.cleaned.applied:
        groups.setdefault("edited" if repair.verdict == "edited" else repair.kind, []).append(repair)
    blocks: list[Block] = []
    layout: list[str] = []
    for kind, repairs in groups.items():
        title = account.say("apparatus.group", kind=account.kind(kind), n=len(repairs))
        if len(repairs) > LISTED and not any(map(changes_words, repairs)):
            layout.append(title.replace("\u3000", " "))
            continue
        blocks += [_paragraph(Emphasis(children=(Run(value=title),))), List(children=tuple(_items(account, repairs)))]
    if not blocks:
        return None
    said = account.say("apparatus.intro") + "".join(_besides(account, layout))
    return Section(role=SectionRole.APPARATUS, head=heading(account.say("apparatus")),
                   children=(_paragraph(Run(value=said)), *blocks))


def _items(account: Account, repairs: Iterable[Repair]) -> Iterator[Item]:
    """What was changed, in the order of the book: one item for all that was changed at a place for the same reason."""
    groups: dict[tuple[str, str], list[Repair]] = {}
    room, left = LISTED, 0
    for repair in sorted(repairs, key=account.char):
        key = account.link(repair).href, account.why(repair)
        same = account.sentence(repair) in map(account.sentence, groups.get(key, ()))
        if not same and not room:
            left += 1
            continue
        room -= not same
        groups.setdefault(key, []).append(repair)
    for (_, why), changes in groups.items():
        yield Item(children=(_paragraph(account.link(changes[0])), _paragraph(Run(value=f"{_told(account, changes)}{why}"))))
    if left:
        yield Item(children=(_paragraph(Run(value=account.say("apparatus.more", n=left))),))


def _told(account: Account, changes: Sequence[Repair]) -> str:
    """The sentences of an item, each said once; what was taken out is told in one."""
    removed = [clipped(r.before) for r in changes if account.verb(r) == "removed"]
    listed = account.say("apparatus.next").join(dict.fromkeys(removed))
    others = Counter(account.sentence(r) for r in changes if account.verb(r) != "removed")
    times = len(removed) if len(removed) > len(set(removed)) else 1
    told = {account.say("apparatus.removed", before=listed): times} if removed else {}
    return "".join(said + (account.say("apparatus.times", n=n) if n > 1 else "") for said, n in (told | others).items())


def _besides(account: Account, layout: list[str]) -> Iterator[str]:
    """What the lists leave out."""
    if layout:
        yield account.say("apparatus.layout", kinds=account.say("apparatus.and").join(layout))
    if account.cleaned.held:
        yield account.say("apparatus.held", n=len(account.cleaned.held))


def _paragraph(*children: Run | Link | Emphasis) -> Paragraph:
    return Paragraph(children=children)


def heading(words: str) -> Head:
    """A heading group of one line."""
    return Head(children=(HeadLine(role=HeadRole.HEADLINE, children=(Run(value=words),)),))
