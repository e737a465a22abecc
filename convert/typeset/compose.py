"""A flow planned for one measure: its lines, each with what is drawn of every run in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from convert.typeset.adjust import Line
from convert.typeset.flow import Atom, Break, Close, Event, Open, Run
from convert.typeset.glyphs import Key, Shows, glyphs_of
from convert.typeset.kinds import SPACES
from convert.typeset.plan import Paragraph, chunks, plan
from convert.typeset.profile import Profile
from convert.typeset.show import show
from convert.typeset.tokens import Hyphenate, Tokens, hyphenator, join, read
from convert.typeset.words import HYPHEN, NEVER

Place = tuple[tuple[int, ...], int]
"""A place in a line box before layout: path of child numbers to a text box, and a byte in its text."""


class Piece(NamedTuple):
    """What one line shows of a run: event number `event`'s `text`, at `x` and `width` wide, thousandths of the block's em.

    `spacing`: added after every glyph, thousandths of the run's em.
    """

    event: int
    text: str
    x: int
    width: int
    shows: Shows
    spacing: float


class Inset(NamedTuple):
    """Here in a line stands a box that is set as one."""

    event: int
    x: int


class Edge(NamedTuple):
    """Here in a line an inline box begins (`opens`) or ends; `whole` if the box itself does, and not just its part."""

    event: int
    opens: bool
    whole: bool
    x: int


class Row(NamedTuple):
    """One planned line: its `parts` in order, where in the text it `begins`, how much it is `short` of the measure.

    `ends`: whether the paragraph, or a forced break, ends with it.
    """

    parts: tuple[Piece | Inset | Edge, ...]
    begins: Place
    short: int
    ends: bool


class Setting(NamedTuple):
    """How a block wants its lines.

    `em`: its font size in pixels. `lanes`: (left edge, measure) of the first lines in thousandths of it, the last being
    those of all lines that follow.
    """

    em: float
    lanes: tuple[tuple[int, int], ...]
    align: str
    align_last: str


def compose(
    events: Sequence[Event], setting: Setting, profile: Profile, width: Callable[[Any], float]
) -> tuple[Row, ...] | None:
    """Plan a flow; None if a glyph of it is a picture, which a glyph table cannot draw. `width`: of an atom, in pixels."""
    rows: list[Row] = []
    for numbers, opened, place in _stretches(events):
        stretch = _Stretch(events, numbers, opened, setting.em, width)
        if not stretch.measured():
            return None
        lanes = setting.lanes[len(rows) :] or setting.lanes[-1:]
        if stretch.tokens.kinds.strip(SPACES + "E"):
            rows += stretch.rows(setting._replace(lanes=lanes), profile, place)
        else:
            rows.append(stretch.empty_row(lanes[0], place))
    return tuple(rows)


def _stretches(events: Sequence[Event]) -> Iterator[tuple[list[int], list[int], Place]]:
    """The flow between its forced breaks: (numbers of its events, of inline boxes open where it begins, that place).

    After the last break nothing may be left but edges of inline boxes: they go with the text before it.
    """
    tail = max(n for n, event in enumerate(events) if isinstance(event, Run | Atom | Break))
    first = next(event for event in events if isinstance(event, Run | Atom | Break))
    place = first.before if isinstance(first, Break) else (first.path, first.offset if isinstance(first, Run) else 0)
    opened: list[int] = []
    begun: list[int] = []
    numbers: list[int] = []
    after: Place | None = None          # where a break leads, while nothing but ends of inline boxes has come since
    for n, event in enumerate(events):
        if after and n <= tail and not isinstance(event, Close):
            yield numbers, begun, place
            numbers, begun, place, after = [], opened[:], after, None
        if isinstance(event, Break):
            after = event.after
            continue
        numbers.append(n)
        if isinstance(event, Open):
            opened.append(n)
        elif isinstance(event, Close):
            opened.pop()
    yield numbers, begun, place


def content_widths(events: Sequence[Event], em: float, indent: int, profile: Profile) -> tuple[int, int] | None:
    """(min-content, max-content) width of a flow: of what is never cut, and of all on one line; None with atoms in it."""
    if any(isinstance(event, Atom) for event in events):
        return None
    least = most = 0
    for numbers, opened, _ in _stretches(events):
        stretch = _Stretch(events, numbers, opened, em, None)
        if not stretch.measured():
            return None
        widths = chunks(stretch.paragraph(), profile)
        if widths:
            least, most = max(least, widths[0][0] + indent, *(w for w, _ in widths)), max(most, widths[-1][1] + indent)
        indent = 0
    return least, most


def _hyphenate(style: Any) -> Hyphenate | None:
    """Hyphenation in the style's language; words in Chinese text are taken for English."""
    if style["hyphens"] != "auto":
        return None
    language = style["lang"] or "zh"
    if language.lower().startswith(("zh", "ja", "ko")):
        language = "en_US"
    return hyphenator(language, *style["hyphenate_limit_chars"])


def _space(event: Open | Close) -> float:
    """Width of the margin, border and padding at this edge of an inline box, in pixels."""
    box = event.box
    if isinstance(event, Close):
        return float(box.margin_right + box.border_right_width + box.padding_right)
    if not event.begins:
        return 0
    return float(box.margin_left + box.border_left_width + box.padding_left)


class _Stretch:
    """The flow from one forced break to the next, on its way to rows."""

    def __init__(
        self,
        events: Sequence[Event],
        numbers: Sequence[int],
        begun: Sequence[int],
        em: float,
        width: Callable[[Any], float] | None,
    ) -> None:
        self.events, self.begun, self.em = events, begun, em
        self.spans: list[tuple[int, int, int]] = []         # event, its first token, the token after its last
        self.spaces: dict[int, int] = {}                    # widths of atoms and edges of inline boxes, as tokens
        rigid: dict[int, int] = {}
        texts: list[Tokens] = []
        opened = [0] * len(begun)
        count = 0
        for n in numbers:
            event = events[n]
            tokens = Tokens([], "", {}, {})
            if isinstance(event, Run):
                style = event.box.style
                tokens = Tokens([event.text], "N", {}, {}) if event.glued else read(event.text, _hyphenate(style))
                if style["white_space"] == "nowrap":
                    rigid |= dict.fromkeys(range(count, count + len(tokens.texts) - 1), NEVER)
            elif isinstance(event, Atom):
                self.spaces[count] = round(width(event.box) / em * 1000) if width else 0
                tokens = Tokens([""], "A" if self.spaces[count] > 0 else "N", {}, {})
            elif isinstance(event, Open | Close) and (space := _space(event)):
                tokens = Tokens([""], "E", {}, {})
                self.spaces[count] = round(space / em * 1000)
                rigid[count if isinstance(event, Open) else count - 1] = NEVER
            if isinstance(event, Open):
                opened.append(count)
            elif isinstance(event, Close) and event.box.style["white_space"] == "nowrap":
                rigid |= dict.fromkeys(range(opened.pop(), count - 1 + len(tokens.texts)), NEVER)
            elif isinstance(event, Close):
                opened.pop()
            self.spans.append((n, count, count + len(tokens.texts)))
            count += len(tokens.texts)
            texts.append(tokens)
        self.tokens = join(texts) if texts else Tokens([], "", {}, {})
        self.tokens.ties.update(rigid)
        self.keys: Sequence[Key] = self.tokens.texts
        if self.tokens.parts:
            self.keys = [self.tokens.parts.get(k, text) for k, text in enumerate(self.tokens.texts)]
        self.widths: list[int] = []
        self.hyphen_width = 0

    def measured(self) -> bool:
        """Measure every token in its own font; False if one cannot be drawn from a table."""
        for n, first, stop in self.spans:
            event = self.events[n]
            if not isinstance(event, Run):
                self.widths += [self.spaces[k] for k in range(first, stop)]
                continue
            glyphs = glyphs_of(event.box.style)
            keys = self.keys[first:stop]
            try:
                widths = [glyphs.advance[key] for key in keys]
            except KeyError:
                glyphs.learn(keys)
                widths = [glyphs.advance[key] for key in keys]
            if glyphs.barred and not glyphs.barred.isdisjoint(keys):
                return False
            scale = glyphs.size / self.em
            self.widths += widths if scale == 1 else [round(width * scale) for width in widths]
            if self.tokens.parts and not self.hyphen_width:
                self.hyphen_width = round(glyphs.hyphen()[1] * scale)
        return True

    def paragraph(self) -> Paragraph:
        return Paragraph(self.tokens.kinds, self.widths, self.tokens.ties, self.hyphen_width)

    def empty_row(self, lane: tuple[int, int], place: Place) -> Row:
        """A line with nothing in it but edges of inline boxes."""
        x, measure = lane
        parts = [Edge(n, True, False, x) for n in self.begun]
        opened = list(self.begun)
        for n, _, _ in self.spans:
            event = self.events[n]
            if isinstance(event, Open):
                opened.append(n)
                parts.append(Edge(n, True, event.begins, x))
            elif isinstance(event, Close):
                parts.append(Edge(opened.pop(), False, True, x))
        return Row((*parts, *(Edge(n, False, False, x) for n in reversed(opened))), place, measure, True)

    def rows(self, setting: Setting, profile: Profile, place: Place) -> list[Row]:
        """Plan, and cut every run and inline box where lines end; the first line begins at `place`."""
        lines = plan(
            self.paragraph(),
            [measure for _, measure in setting.lanes],
            profile,
            justify=setting.align == "justify",
            justify_last=setting.align_last == "justify",
            even=setting.align in ("center", "end"),
        )
        return _Rows(self, lines, setting, place).all()


class _Rows:
    """Rows under way: the line being filled, the inline boxes open in it."""

    def __init__(self, stretch: _Stretch, lines: Sequence[Line], setting: Setting, place: Place) -> None:
        self.stretch, self.lines, self.setting = stretch, lines, setting
        self.stops = [line.stop for line in lines[:-1]]
        self.rows: list[Row] = []
        self.begins: Place | None = place
        self.x = setting.lanes[0][0]
        self.opened = list(stretch.begun)
        self.parts: list[Piece | Inset | Edge] = [Edge(n, True, False, self.x) for n in self.opened]

    def all(self) -> list[Row]:
        for n, first, stop in self.stretch.spans:
            event = self.stretch.events[n]
            space = sum(self.stretch.widths[first:stop])
            if isinstance(event, Run):
                self._run(n, event, first, stop)
            elif isinstance(event, Atom):
                self._reach(first)
                self.begins = self.begins or (event.path, 0)
                self.parts.append(Inset(n, self.x))
                self.x += space + self.lines[len(self.rows)].moved(first)
            elif isinstance(event, Open):
                self._reach(first)
                if space:
                    self.begins = self.begins or (event.path, 0)
                self.parts.append(Edge(n, True, event.begins, self.x))
                self.opened.append(n)
                self.x += space
            elif self.opened:
                self.x += space
                self.parts.append(Edge(self.opened.pop(), False, True, self.x))
        self._end_line()
        return self.rows

    def _reach(self, token: int) -> None:
        """End lines until the one that holds a token."""
        for _ in range(len(self.rows), bisect_right(self.stops, token)):
            self._end_line()

    def _end_line(self) -> None:
        line, number = self.lines[len(self.rows)], len(self.rows)
        closing = [Edge(n, False, False, self.x) for n in reversed(self.opened)]
        assert self.begins is not None
        self.rows.append(
            Row((*self.parts, *closing), self.begins, line.short - line.over, number == len(self.lines) - 1)
        )
        self.begins = None
        lanes = self.setting.lanes
        self.x = lanes[min(len(self.rows), len(lanes) - 1)][0]
        self.parts = [Edge(n, True, False, self.x) for n in self.opened]

    def _run(self, n: int, run: Run, first: int, stop: int) -> None:
        stretch = self.stretch
        texts = stretch.tokens.texts
        glyphs = glyphs_of(run.box.style)
        byte, token = run.offset, first
        while token < stop:
            self._reach(token)
            number = len(self.rows)
            line = self.lines[number]
            last = number == len(self.stops)
            to = stop if last else min(stop, line.stop)
            if self.begins is None:
                self.begins = run.path, byte
            a, b = max(token, line.start), min(to, line.stop)
            if a < b:
                text = "".join(texts[a:b])
                cut = not last and b == line.stop and stretch.tokens.ties.get(b - 1) == HYPHEN
                hyphen = glyphs.hyphen()[0] if cut else ""
                shows, spacing = show(glyphs, stretch.keys, text, line, a, b, glyphs.size / stretch.em, hyphen)
                if len(stretch.spans) == 1:
                    lanes = self.setting.lanes
                    width = lanes[min(number, len(lanes) - 1)][1] - line.short + line.over
                else:
                    width = sum(stretch.widths[a:b]) + sum(map(line.moved, range(a, b)))
                    width += stretch.hyphen_width if cut else 0
                self.parts.append(Piece(n, text, self.x, width, shows, spacing))
                self.x += width
            byte += len("".join(texts[token:to]).encode())
            token = to
