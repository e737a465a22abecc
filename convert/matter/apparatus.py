"""The apparatus (校勘记): what the cleaner changed, for a reader who never saw the program."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from convert.anchors import Anchors
from convert.repair import Repair
from convert.tree import (
    Block,
    Document,
    Emphasis,
    Gap,
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


def bare(chars: str) -> str:
    """Characters without white space."""
    return "".join(chars.split())


def changes_words(repair: Repair) -> bool:
    """Does a repair change wording or order, and not only where lines end?"""
    return repair.is_move or bare(repair.before) != bare(repair.after)


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
                title = bare(title_of(heads[-1]))
                titles[name] = title if len(title) <= NAMED else title[:NAMED - 2] + "……"
        return titles

    def sentence(self, repair: Repair) -> str:
        """What stood and what stands."""
        before, after = clipped(repair.before), clipped(repair.after)
        if repair.is_move:
            return self.say("apparatus.moved", before=before, n=len(bare(repair.before)))
        if repair.kind == "gap":
            return self.say("apparatus.gap", after=after)
        if not changes_words(repair):
            at, chars = self.char(repair), self.cleaned.text.chars
            return self.say("apparatus.joined", left=bare(chars[max(0, at - 8):at])[-6:], right=bare(chars[at:at + 8])[:6])
        key = "changed" if before and after else "added" if after else "repeated" if repair.kind == "repeat" else "removed"
        return self.say(f"apparatus.{key}", before=before, after=after)

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
    short = bare(chars)
    return short if len(short) <= QUOTED else f"{short[:12]}……{short[-7:]}"


def apparatus(account: Account) -> Section | None:
    """The section at the book's end that lists what was changed, by kind; None where there is nothing to tell."""
    groups: dict[str, list[Repair]] = {}
    for repair in account.cleaned.applied:
        groups.setdefault(repair.kind, []).append(repair)
    blocks: list[Block] = []
    layout: list[str] = []
    for kind, repairs in groups.items():
        title = account.say("apparatus.group", kind=account.kind(kind), n=len(repairs))
        if len(repairs) > LISTED and not any(map(changes_words, repairs)):
            layout.append(title.replace("\u3000", " "))
            continue
        blocks += [_paragraph(Emphasis(children=(Run(value=title),))), List(children=tuple(_items(account, repairs)))]
    closing = [*_closing(account, layout)]
    if not blocks and not closing:
        return None
    said = [account.say("apparatus.intro")] if blocks else []
    return Section(role=SectionRole.APPARATUS, head=heading(account.say("apparatus")),
                   children=(*(_paragraph(Run(value=s)) for s in said), *blocks, *(_paragraph(Run(value=s)) for s in closing)))


def _items(account: Account, repairs: Iterable[Repair]) -> Iterator[Item]:
    """One item for each change, in the order of the book; changes of one place and the same words are told once."""
    in_order = sorted(repairs, key=account.char)
    times: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], Repair] = {}
    for repair in in_order:
        key = account.link(repair).href, account.sentence(repair)
        first.setdefault(key, repair)
        times[key] += 1
    for key, repair in islice(first.items(), LISTED):
        count = account.say("apparatus.times", n=times[key]) if times[key] > 1 else ""
        yield Item(children=(_paragraph(account.link(repair)),
                             _paragraph(Run(value=f"{key[1]}{count}{account.why(repair)}"))))
    if left := sum(islice(times.values(), LISTED, None)):
        yield Item(children=(_paragraph(Run(value=account.say("apparatus.more", n=left))),))


def _closing(account: Account, layout: list[str]) -> Iterator[str]:
    if layout:
        yield account.say("apparatus.layout", kinds=account.say("apparatus.and").join(layout))
    if unreadable := sum(isinstance(n, Gap) and n.mark == LOST for n, _ in walk(account.document)):
        yield account.say("apparatus.unreadable", n=unreadable)
    if account.cleaned.held:
        yield account.say("apparatus.held", n=len(account.cleaned.held))


def _paragraph(*children: Run | Link | Emphasis) -> Paragraph:
    return Paragraph(children=children)


def heading(words: str) -> Head:
    """A heading group of one line."""
    return Head(children=(HeadLine(role=HeadRole.HEADLINE, children=(Run(value=words),)),))
