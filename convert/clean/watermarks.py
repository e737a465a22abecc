"""A site's name set inside the book's own sentences (内嵌水印)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convert.blocks import Survey
from convert.blocks.lines import BLANKS, HAN, IS_HAN
from convert.clean.lookalike import ONLY, addresses, folded_text, hides, selling
from convert.facts import Fact, fact
from convert.lexicon import spanning
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import LINE_ENDS, Text

FRAMES = frozenset(("【】", "（）", "()", "[]", "《》", "〔〕", "「」", "『』", "--", "——", "==", "~~", "**", "++"))
BRACKETS = dict(zip("】）)]〕』", "【（([〔『", strict=True))
STOPS = frozenset("\r\n。，！？：；,!?:;")
REACH = 40  # characters to each side in which the rest of the watermark may stand
COPIED = 30  # so many shared: the passage stands twice, and says nothing of what was set into it
FEWEST = 3  # copies of a phrase without an address
SHORTEST = 4  # characters of such a phrase
NAME = 12  # characters of a site's name with its bracket
NAMED = re.compile(rf"[（(【\[〔『][{HAN}]{{2,8}}[ 　：:—-]*$")
DECISIVE = 5.0  # a word across the place, as across a cut
PARTED, LIKELY = 0.1, 0.2  # of the places, surely or likely in a word: what a sentence speaks of stands between words
MOST = 40  # places looked at for that


def watermarks(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """An address or a site's phrase that comes back, the same words round it, among words that differ, is not the book's.

    Addresses are found in whatever letters they hide; what the occurrences share to the left and right belongs to the
    watermark. Applied where it comes back and hides its spelling, says what only sites say, or stands inside words, as
    nothing does that a sentence speaks of. An address that comes back plainly is shown once and held.
    """
    solid = _Solid.of(text, seen)
    found: dict[tuple[int, int], Repair] = {}
    for at in _addresses(solid.plain):
        _judge(found, text, solid, at, named=True)
    for at in _phrases(solid.plain):
        _judge(found, text, solid, at, named=False)
    end = 0
    for r in sorted(found.values(), key=lambda r: (r.at[0], -r.at[1])):
        if r.at[0] >= end:
            yield r
            end = r.at[1]


class _Solid(NamedTuple):
    """The folded text; of a wrapped one without line ends, which part a watermark as they part any words."""

    plain: str
    starts: Sequence[int]  # of its stretches, here
    places: Sequence[int]  # and in the text

    @staticmethod
    def of(text: Text, seen: Survey) -> _Solid:
        plain = folded_text(text.chars)
        if seen.wrap is None:
            return _Solid(plain, (0,), (0,))
        parts, starts, places, done = [], [], [], 0
        length = 0
        for m in re.finditer(rf"[{BLANKS}]*[{LINE_ENDS}]+[{BLANKS}{LINE_ENDS}]*|\Z", plain):
            parts.append(plain[done : m.start()])
            starts.append(length)
            places.append(done)
            length += m.start() - done
            done = m.end()
        return _Solid("".join(parts), starts, places)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where so many characters stand in the text itself."""
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1
        return self.places[first] + start - self.starts[first], self.places[last] + end - self.starts[last]


def _addresses(plain: str) -> Iterator[list[tuple[int, int]]]:
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for m in addresses(plain):
        places[re.sub(r"[\s　]", "", m["name"] + "." + m["tld"])].append(m.span())
    yield from (at for at in places.values() if len(at) >= 2)


def _phrases(plain: str) -> Iterator[list[tuple[int, int]]]:
    """What only sites say, with the same words before or behind it, three times at least."""
    spans = [m.span() for m in ONLY.finditer(plain)]
    sides = [(plain[max(0, a - 3) : b], plain[a : b + 3]) for a, b in spans]
    times = Counter(side for pair in sides for side in set(pair))
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span, pair in zip(spans, sides, strict=True):
        places[max(pair, key=times.__getitem__)].append(span)
    yield from (at for at in places.values() if len(at) >= FEWEST)


def _judge(
    found: dict[tuple[int, int], Repair], text: Text, solid: _Solid, at: list[tuple[int, int]], *, named: bool
) -> None:
    """The repairs for one watermark, wherever it stands; what is longer goes before what is part of it."""
    plain = solid.plain
    left = _shared([plain[max(0, a - REACH) : a][::-1] for a, _ in at])
    right = _shared([plain[b : b + REACH] for _, b in at])
    spans = [_framed(plain, a - x, b + y) for (a, b), x, y in zip(at, left, right, strict=True)]
    hidden = named and any(hides(re.sub(rf"[{LINE_ENDS}]", "", text.chars[slice(*solid.span(a, b))])) for a, b in at)
    parted = _parted(plain, spans)
    words = selling(" ".join({plain[a:b] for a, b in spans}))
    says = named and (len(words) >= 2 or any(map(ONLY.search, words)))
    if not named and (min(b - a for a, b in spans) < SHORTEST or not (parted or len(ONLY.findall(plain[slice(*spans[0])])) > 1)):
        return
    sure = bool(hidden or parted or says or not named)
    spans = [_with_name(plain, *span) for span in spans] if sure and named else spans
    signs: tuple[Fact, ...] = (fact("recurs", n=len(at)),)
    signs += (fact("site-hidden"),) if hidden else (fact("site-address"),) if named else ()
    signs += (fact("inside-words", n=parted[0], word=parted[1]),) if parted else ()
    for a, b in spans if sure else spans[:1]:
        start, end = solid.span(a, b)
        before = text.chars[start:end]
        after = before if not sure else "\n" if "\n" in before and a > 0 and len(solid.starts) > 1 else ""
        old = found.get((start, end))
        if old is None or old.before == old.after:
            found[start, end] = Repair("watermarks", "watermark", (start, end), before, after, Confidence.PROBABLE, signs)


def _shared(contexts: Sequence[str]) -> list[int]:
    """How many characters each context, read away from the address, has in common with others; never past a clause's end."""
    out = [0] * len(contexts)
    least = len(contexts) if len(contexts) <= 3 else max(3, len(contexts) * 3 // 10)
    groups = [(0, list(range(len(contexts))))]
    while groups:
        depth, members = groups.pop()
        beside: dict[str, list[int]] = defaultdict(list)
        for i in members:
            out[i] = depth
            if depth < len(contexts[i]) and contexts[i][depth] not in STOPS:
                beside[contexts[i][depth]].append(i)
        groups += [(depth + 1, same) for same in beside.values() if len(same) >= least]
    return [0 if n >= COPIED else n for n in out]


def _framed(plain: str, start: int, end: int) -> tuple[int, int]:
    """The span with the brackets or rules right round it, which belong to the watermark, and without quotes that do not."""
    while start > 0 and end < len(plain) and plain[start - 1] + plain[end] in FRAMES:
        start, end = start - 1, end + 1
    while start < end and plain[start] in "”’」』）》】" and plain[start] not in plain[end : end + 1]:
        start += 1
    while end > start and plain[end - 1] in "“‘「『（《【":
        end -= 1
    for closer, opener in BRACKETS.items():
        inside = plain[start:end]
        if inside.count(opener) == inside.count(closer) + 1 and plain[end : end + 1] == closer:
            end += 1
    return start, end


def _with_name(plain: str, start: int, end: int) -> tuple[int, int]:
    """The span with a name before it in the same brackets: （墨池书院 www.…）."""
    m = NAMED.search(plain, max(0, start - NAME), start)
    return (m.start(), end + 1) if m and BRACKETS.get(plain[end : end + 1]) == m[0][0] else (start, end)


def _parted(plain: str, spans: Sequence[tuple[int, int]]) -> tuple[int, str] | None:
    """In how many places a known word stands across it, and one of them; None if in hardly any."""
    gains, looked = {}, spans[:: 1 + len(spans) // MOST]
    for a, b in looked:
        left = re.split(r"[\r\n]", plain[max(0, a - 8) : a])[-1]
        right = re.split(r"[\r\n]", plain[b : b + 8])[0]
        if left and right and IS_HAN.match(left[-1]) and IS_HAN.match(right[0]) and (across := spanning(left, right)):
            gains[a] = across[::-1]
    sure = [gain for gain, _ in gains.values() if gain > DECISIVE]
    likely = [gain for gain, _ in gains.values() if gain > 0]
    if len(sure) >= max(2, PARTED * len(looked)) or len(likely) >= max(2, LIKELY * len(looked)):
        return len(likely), max(gains.values())[1]
    return None
