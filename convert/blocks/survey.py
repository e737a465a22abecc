"""What kind of text this is, and what each of its lines does, judged over the whole document.

Passes and parser both stand on this: neither decides by itself what a heading or a speaker is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from convert.blocks import marks
from convert.blocks.articles import Finder, dateline, signed
from convert.blocks.genres import FINDERS
from convert.blocks.heads import Heading, headings
from convert.blocks.heads import candidate as numbered
from convert.blocks.kinds import FLOWING, HEADINGS, Block, Found, Kind, Page
from convert.blocks.labels import Label, states
from convert.blocks.layout import Wrap, layout
from convert.blocks.lines import Line, ended, finished, han
from convert.blocks.markdown import marked
from convert.blocks.names import NAMED, short
from convert.blocks.told import Told
from convert.blocks.voices import voices
from convert.settings import ParseSettings
from convert.text import Text

LONGEST_TITLE = 80  # characters
SPOKEN = frozenset((Kind.BODY, Kind.TURN))
LEAD = 4  # paragraphs at the top that captions repeat


@dataclass(frozen=True, slots=True)
class Survey:
    """The facts of a whole document that passes and parser take as evidence.

    ``gapped``: paragraphs are parted by blank lines. ``indent``: columns that most paragraphs begin with. ``ends``: share of
    body blocks that end as finished ones do. ``asked``: some speakers ask and others answer. ``close``: blank lines between
    two lines of one stanza. ``markdown``: its marks inside lines are layout.
    """

    script: str
    gapped: bool
    indent: int
    wrap: Wrap | None
    ends: float
    asked: bool
    blocks: tuple[Block, ...]
    close: int = 0
    markdown: bool = False


TRADITIONAL = frozenset(
    "這個們國說時來為對會學發與過還沒後們從當應關體經點現實開長東車門問間見裡樣進電話聽讓認識書氣動機業華義無萬"
)
SIMPLIFIED = frozenset("这个们国说时来为对会学发与过还没后从当应关体经点现实开长东车门问间见里样进电话听让认识书气动机业华义无万")
ONLY_TRADITIONAL, ONLY_SIMPLIFIED = (
    re.compile(f"[{''.join(sorted(chars))}]") for chars in (TRADITIONAL - SIMPLIFIED, SIMPLIFIED - TRADITIONAL)
)


def script(chars: str) -> str:
    """``zh-Hant`` or ``zh-Hans``, by characters that only one of the two scripts writes.

    >>> script("這個國家"), script("这个国家")
    ('zh-Hant', 'zh-Hans')
    """
    return "zh-Hant" if len(ONLY_TRADITIONAL.findall(chars)) > len(ONLY_SIMPLIFIED.findall(chars)) else "zh-Hans"


def survey(text: Text, told: ParseSettings | None = None) -> Survey:
    """Judge a document: its habits, and every line's part in it. ``told`` holds what the editor says of single lines."""
    return judge(text.chars, told or ParseSettings())


@lru_cache(maxsize=2)  # cleaning, parsing and printing ask about the same text in turn
def judge(chars: str, told: ParseSettings) -> Survey:
    """The survey of characters, without the bytes they came from."""
    found, words, reach, wrap = layout(chars)
    full = [wrap is not None and columns >= wrap.columns - 4 for columns in reach]
    kinds = _Kinds(found, words, full, Told(told))
    blocks = kinds.blocks()
    pairs = [(a, b) for a, b in pairwise(blocks) if a.kind in SPOKEN and b.kind in SPOKEN and a.inner < a.at[1]]
    behind = [b.blank > 0 for a, b in pairs if finished(a.words(chars))]  # lines of facts stand close in any text
    parted = behind or [b.blank > 0 for _, b in pairs]
    close = Counter(b.blank for a, b in pairwise(blocks) if a.kind is b.kind is Kind.VERSE)
    indents = Counter(b.indent for b in blocks if b.kind in SPOKEN)
    return Survey(
        script=script(chars),
        gapped=sum(parted) * 2 > len(parted),
        indent=indents.most_common(1)[0][0] if indents else 0,
        wrap=wrap,
        ends=finished_share(blocks, chars),
        asked=kinds.asked,
        blocks=tuple(blocks),
        markdown=marked(words, found),
        close=min(close, key=lambda n: (-close[n], n), default=0),
    )


def finished_share(blocks: Iterable[Block], chars: str) -> float:
    """The share of paragraphs that end as finished ones do (``Survey.ends``)."""
    prose = [w for b in blocks if b.kind in FLOWING and han(w := b.words(chars)) >= 8]
    return sum(map(ended, prose)) / len(prose) if prose else 1.0


class _Kinds:
    """Gives every line its kind; each step looks only at what the steps before have left as body."""

    def __init__(self, found: Sequence[Line], words: Sequence[str], full: Sequence[bool], told: Told) -> None:
        self.found, self.words, self.full, self.told = found, words, full, told
        self.kind = [Kind.BODY] * len(words)
        self.inner = [line.at[0] for line in found]
        self.heading: dict[int, Heading] = {}
        self.label: dict[int, Label] = {}
        self.level: dict[int, int] = {}
        self.call: dict[int, tuple[int, int]] = {}
        self.asked = False
        own = (i == 0 or not full[i - 1] or found[i].blank > 0 or ended(words[i - 1]) for i in range(len(words)))
        self._begin = frozenset(i for i, begins in enumerate(own) if begins)
        self._edges = [i for i in range(len(words)) if not full[i] or i in self._begin or found[i].indent > found[i - 1].indent]

    def blocks(self) -> list[Block]:
        self._marks()
        self._turns()
        self._headings()
        self._articles()
        self._genres()
        self._crossheads()
        self._ask(NAMED)
        self._titles()
        self._captions()
        self._items()
        self._told()
        known = self.heading.keys() | self.label.keys() | self.level.keys() | self.call.keys()
        return [
            Block(k, line.at, line.blank, line.indent, inner, *(self._facts(i) if i in known else ()))
            for i, (k, line, inner) in enumerate(zip(self.kind, self.found, self.inner, strict=True))
        ]

    def _facts(self, i: int) -> tuple[Heading | None, Label | None, int | None, tuple[int, int] | None]:
        return self.heading.get(i), self.label.get(i), self.level.get(i), self.call.get(i)

    def _told(self) -> None:
        """What the editor says of a line goes for this line alone: last, so that no other line is judged by it."""
        for i, w in enumerate(self.words if self.told.names_lines else ()):
            heading, caption = w in self.told.heading, w in self.told.caption
            if not heading and not caption and not (w in self.told.not_heading and self.kind[i] in HEADINGS):
                continue
            self.kind[i] = Kind.HEAD if heading else Kind.CAPTION if caption else Kind.BODY
            self.inner[i] = self.found[i].at[0]
            for facts in (self.heading, self.label, self.level):
                facts.pop(i, None)
            if heading and (number := numbered(w)):
                self.heading[i] = number
            if heading and (level := self.told.level(w)):
                self.level[i] = level

    def _free(self, i: int) -> bool:
        return 0 <= i < len(self.kind) and self.kind[i] is Kind.BODY

    def _bodies(self) -> Callable[[int], bool]:
        """``_free`` for a finder, which asks it of every line and changes none."""
        return frozenset(i for i, k in enumerate(self.kind) if k is Kind.BODY).__contains__

    def _short(self, i: int, longest: int = 36) -> bool:
        """Could the line be a heading by its form, and no full line of a wrapped text?"""
        return not self.full[i] and short(self.words[i], longest)

    def _atx(self, i: int, above: int) -> bool:
        """Is the line a heading by Markdown's marks; the text's title, or a speaker's name with its colon, is none."""
        w, level = self.words[i], self.found[i].level
        return level > above and not (i == 0 and level == 1) and w[-1] not in "：:"

    def _marks(self) -> None:
        above = int(bool(self.found) and self.found[0].level == 1 and sum(line.level == 1 for line in self.found) == 1)
        for i in self._edges:
            w = self.words[i]
            if self._atx(i, above):
                self.kind[i], self.level[i] = Kind.HEAD, self.found[i].level - above
                if heading := numbered(w):
                    self.heading[i] = heading
            elif marks.JUMP.fullmatch(w):
                self.kind[i] = Kind.JUMP
            elif marks.BREAK.fullmatch(w):
                self.kind[i] = Kind.BREAK
            elif length := dateline(w):
                self.kind[i] = Kind.DATELINE
                self.inner[i] += length

    def _turns(self) -> None:
        turns = voices(self._page(), self.told.speaker)
        asks = [found.label.asks for found in turns.values() if found.label]
        self.asked = any(asks) and not all(asks)
        self._take(turns)

    def _headings(self) -> None:
        alone = [False] * len(self.words)
        for i in self._edges:
            alone[i] = self._free(i) and self._own(i) and not self._runs_on(i)
        for i, heading in headings(self.words, alone).items():
            self.kind[i], self.heading[i] = Kind.HEAD, heading
        bare = [i for i, h in self.heading.items() if not h.title and h.rank and h.form != "name"]
        below = [i + 1 for i in bare if self._free(i + 1) and self._short(i + 1) and i + 2 < len(self.words)]
        below = [i for i in below if self.words[i][0] not in "（(〔[△▲"]  # a stage direction
        if len(below) * 2 > len(bare):  # most numbers stand alone with their title on the next line
            for i in below:
                self.kind[i] = Kind.SUBHEAD

    def _runs_on(self, i: int) -> bool:
        """Does a full line of a wrapped text go on in the next one?"""
        if not self.full[i] or i + 1 == len(self.found):
            return False
        return not (self.found[i + 1].blank or self.found[i + 1].indent or finished(self.words[i]))

    def _articles(self) -> None:
        """篇: in a file of several articles, the heading group of each; above the first the paper's own lines (报头)."""
        finder = Finder(self.words, self.found, self._edges, self._bodies(), lambda i: self.kind[i] is Kind.DATELINE)
        groups = finder.groups()
        for group in groups:
            self.kind[group.start : group.stop] = [Kind.ARTICLE] * len(group)
        if groups:
            n = finder.masthead(groups[0].start)
            self.kind[:n] = [Kind.TITLE] * n

    def _genres(self) -> None:
        """Plays, tables, notes, letters, verse."""
        self._ask(FINDERS)

    def _ask(self, finders: Iterable[Callable[[Page], Mapping[int, Found]]]) -> None:
        page = self._page()
        for find in finders:
            if found := find(page):
                self._take(found)
                page = self._page()

    def _page(self) -> Page:
        return Page(self.words, self.found, self.kind, self.full, self._bodies(), self._begin.__contains__, self._edges)

    def _take(self, found: Mapping[int, Found]) -> None:
        for i, what in found.items():
            self.kind[i] = what.kind
            self.inner[i] = self.found[i].at[0] + what.inner
            if what.label:
                self.label[i] = what.label
            if what.call:
                self.call[i] = what.call

    def _own(self, i: int) -> bool:
        """In a wrapped text only a line that follows a finished one, or blank lines, begins something."""
        return i in self._begin

    def _crossheads(self) -> None:
        """插题: short lines that each stand before a question, twice or more and before most of the questions."""
        before = [i - 1 for i, k in enumerate(self.kind) if k is Kind.TURN and self.label[i].asks and i > 0]
        heads = [i for i in before if self._free(i) and self._short(i) and han(self.words[i]) >= 2 and self._heads(i)]
        if len(heads) >= 2 and len(heads) * 2 >= len(before):
            for i in heads:
                self.kind[i] = Kind.HEAD
        for i in self._edges:
            if marks.CROSSHEAD.match(self.words[i]) and self._free(i) and self._short(i) and i + 1 < len(self.words):
                self.kind[i] = Kind.HEAD

    def _heads(self, i: int) -> bool:
        """May the words head a section: no question, no caption, no fact of the occasion (时间：, 地点：)?"""
        w = self.words[i]
        if "。" in w or w[0] in "“「":
            return False
        return not any(form.match(w) for form in (marks.ASKING, marks.CAPTION, marks.FACT_LINE)) and not marks.credit(w)

    def _titles(self) -> None:
        """The lines above everything: kicker, headline, deck, author, as long as they are short and unfinished."""
        if Kind.ARTICLE in self.kind:
            return
        last = -1
        while last + 1 < min(6, len(self.words)) and self._titular(last + 1):
            last += 1
        below = range(last + 1, min(last + 4, len(self.words)))
        sentences = last == 0 and len(below) == 3 and all(finished(self.words[i]) for i in below)
        if sentences or any(han(self.words[i]) >= 15 or self.kind[i] is not Kind.BODY or self._stated(i) for i in below):
            self.kind[: last + 1] = [Kind.TITLE] * (last + 1)

    def _stated(self, i: int) -> bool:
        """Does the line state a fact, by its name or by the time it begins with?"""
        return states(self.words[i]) or marks.FACT_LINE.match(self.words[i]) is not None

    def _titular(self, i: int) -> bool:
        w = self.words[i]
        if not self._free(i) or (self._stated(i) and not marks.BYLINE.match(w)):
            return False
        if self._short(i, 40) and "。" not in w:
            return True
        return bool(marks.BYLINE.match(w)) or signed(w) or (i == 0 and self._long_title(w))

    def _long_title(self, w: str) -> bool:
        """Is the first line a title of some length: no sentence, and set apart from the paragraph below?"""
        below = self.found[1] if len(self.found) > 1 else self.found[0]
        apart = below.blank > 0 or below.indent > self.found[0].indent
        return apart and self._short(0, LONGEST_TITLE) and not set("。！？；") & set(w)

    def _captions(self) -> None:
        """图说: by its own words; or, in news, a near copy of an earlier paragraph where a picture stood or a section ends."""
        usual = Counter(line.blank for line in self.found).most_common(1)[0][0] if self.found else 0
        news = self.asked or Kind.DATELINE in self.kind
        prose = [i for i, k in enumerate(self.kind) if k not in (Kind.TITLE, Kind.HEAD)][:LEAD]
        for i in self._edges:
            w = self.words[i]
            if i == 0 or not self._free(i):
                continue
            if self.kind[i - 1] is Kind.CAPTION and len(w) <= 30 and (m := marks.credit(w)) and m.start() <= 6:
                self.kind[i] = Kind.CAPTION  # its credit, on a line of its own
            if not 12 <= len(w) <= 160:
                continue
            slot = self.found[i].blank >= usual + 2
            closes = i + 1 < len(self.words) and self.kind[i + 1] is Kind.HEAD
            if (
                marks.CAPTION.match(w)
                or ((slot or len(w) <= 60) and marks.credit(w))
                or (news and (slot or closes) and any(marks.containment(w, self.words[j]) >= 0.8 for j in prose if j < i))
            ):
                self.kind[i] = Kind.CAPTION

    def _items(self) -> None:
        """列举: paragraphs that number themselves, from one on, in one row, announced by a colon or three at least."""
        done = 0
        for i in self._edges:
            if i < done or not marks.NUMBERED.match(self.words[i]):
                continue
            run = self._run(i)
            announced = i > 0 and self.words[i - 1][-1] in "：:"
            if len(run) >= 3 or (len(run) == 2 and announced):
                for j, length in run:
                    self.kind[j] = Kind.ITEM
                    self.inner[j] += length
            done = i + len(run)

    def _run(self, start: int) -> list[tuple[int, int]]:
        out: list[tuple[int, int]] = []
        style = None
        for i in range(start, len(self.words)):
            m = marks.item(self.words[i]) if self._free(i) else None
            if m is None or m.number != len(out) + 1 or (style is not None and m.style != style):
                break
            style = m.style
            out.append((i, m.length))
        return out
