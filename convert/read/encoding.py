"""Decides the encoding of a source, on evidence over the whole file.

A byte-order mark decides, unless the file belies it. Without one the whole file is decoded in every encoding that
Chinese texts come in, and each reading is priced: how many bits it takes to write down its characters, when frequent
ones are cheap and unlikely or undecodable ones dear (of much Chinese, pieces all through it are priced). The cheapest
reading wins. So one bad byte vetoes nothing, a Big5 file that happens to be valid GB 18030 is still seen to be Big5, and
a beginning in plain English misleads nobody.
"""
from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from convert.facts import Fact, fact
from convert.frequency import ASCII_BITS, COMMON, COMMON_BITS, EVERYDAY, EVERYDAY_BITS, LATIN_BITS, OTHER_BITS, STRANGE_BITS
from convert.read.refuse import ReadError

CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
BYTE_ORDER_MARKS = (                                    # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"), (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"\x84\x31\x95\x33", "gb18030"))
WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hkscs": "big5hkscs", "big5": "big5hkscs", "utf-8-sig": "utf-8",
         "ascii": "utf-8"}                              # what else a codec's texts may hold: read by the widest
NAMES = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950", "hz")
FAMILIAR = {"unicode": "utf-16", "gb": "gb18030", "ansi": "gb18030", "国标": "gb18030", "國標": "gb18030",
            "大五码": "big5hkscs", "大五碼": "big5hkscs"}
NOT_ASCII = re.compile(r"[^\n\r\x20-\x7e]+")
LAYOUT = frozenset("\t\n\r\f\v\x1a\x1c\x1d\x1e\x85\ufeff")      # U+001A ends many files that come from DOS
PROOF = 100             # that many characters without a flaw are UTF-8 by no accident
BELIED = 0.1            # with that share undecodable, a byte-order mark is no word on the rest of the file
ENOUGH, PIECE = 250_000, 2_000      # characters that tell a reading's price, and on end
ANYTHING = 14           # any bytes at all are UTF-16 of a kind: one without a mark must cost less than that a character


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file looks like in one encoding. Counts are of characters; ``control`` are control codes no text needs."""

    encoding: str
    bits: int
    length: int
    undecodable: int
    control: int
    foreign: int                # neither ASCII nor layout
    common: int                 # of those, frequent Chinese characters and marks

    @property
    def share(self) -> float:
        """The share of frequent characters among all that are not ASCII."""
        return self.common / self.foreign if self.foreign else 0.0

    @property
    def implausible(self) -> bool:
        """Is it a UTF-16 reading that makes no more sense of the bytes than of any others?"""
        return self.encoding.startswith("utf-16") and self.bits > ANYTHING * self.length


@dataclass(frozen=True, slots=True)
class Decision:
    """The encoding, the length and meaning of a byte-order mark, and what the readings were like."""

    encoding: str
    skip: int = 0
    mark: str | None = None
    readings: tuple[Reading, ...] = ()      # the best first
    forced: bool = False

    def evidence(self) -> Iterator[Fact]:
        """The facts that decided."""
        if self.forced:
            yield fact("encoding-told", encoding=self.encoding)
        elif self.mark:
            yield fact("byte-order-mark", encoding=self.mark)
        for r in self.readings:
            if r.foreign:
                yield fact("reads-as", encoding=r.encoding, bad=r.undecodable, share=round(100 * r.share))
            else:
                yield fact("ascii-only", encoding=r.encoding)


def decide(raw: bytes) -> Decision:
    """The encoding of a file that is no binary one. Pure; ties go to the first of ``CANDIDATES``."""
    skip, mark = _mark(raw)
    if mark and (marked := weigh(raw, mark, skip)).undecodable <= BELIED * marked.length:
        return Decision(mark, skip, mark, (marked,))
    first = weigh(raw, CANDIDATES[0], skip)
    if not first.undecodable and not first.control and first.foreign >= PROOF:
        return Decision(first.encoding, skip, mark, (first,))
    others = [weigh(raw, c, skip) for c in CANDIDATES[1:]]
    readings = sorted([first, *others], key=lambda r: (r.implausible, r.bits))
    return Decision(readings[0].encoding, skip, mark, tuple(readings))


def _mark(raw: bytes) -> tuple[int, str | None]:
    return next(((len(mark), encoding) for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), (0, None))


def force(raw: bytes, encoding: str) -> Decision:
    """The encoding a person asked for, by any name of it. ReadError with the nearest names where there is none such."""
    codec = _codec(encoding)
    skip, mark = _mark(raw)
    if mark and (mark == codec or mark.startswith(f"{codec}-")):
        return Decision(mark, skip, forced=True)
    if codec in ("utf-16", "utf-32"):
        readings = [weigh(raw, f"{codec}-le"), weigh(raw, f"{codec}-be")]
        codec = min(readings, key=lambda r: r.bits).encoding
    return Decision(codec, forced=True)


def _codec(encoding: str) -> str:
    name = encoding.strip().lower()
    try:
        name = codecs.lookup(FAMILIAR.get(name, name)).name
        b" ".decode(name, "ignore")                     # refuses codecs that are none of text, such as base64
        codecs.getincrementaldecoder(name)
    except (LookupError, ValueError):
        near = get_close_matches(name.replace("_", "-"), NAMES, 3, 0.5) or ["utf-8", "gb18030", "big5"]
        raise ReadError("read.unknown_encoding", encoding=encoding, near=", ".join(near)) from None
    return WIDER.get(name, name)


def weigh(raw: bytes, encoding: str, skip: int = 0) -> Reading:
    """How well an encoding explains a whole file: ASCII and what it cannot decode are counted, the rest of a long one sampled."""
    chars = codecs.decode(memoryview(raw)[skip:], encoding, "replace")
    others = "".join(NOT_ASCII.findall(chars))      # else a few words of Chinese would be missed in a long text in English
    sample, of = _sample(others)
    counts = Counter(sample)
    replacement = "\ufffd".encode(encoding, "ignore")
    genuine = raw.count(replacement) if replacement else 0
    undecodable = max(0, chars.count("\ufffd") - genuine)
    bits = ASCII_BITS * (len(chars) - len(others)) + STRANGE_BITS * undecodable + OTHER_BITS * genuine
    control, foreign, common = 0, undecodable, 0
    del counts["\ufffd"]
    for char, n in counts.items():
        n *= of
        if char in LAYOUT:
            bits += ASCII_BITS * n
            continue
        foreign += n
        if char in COMMON:
            common += n
            bits += COMMON_BITS * n
        elif "\xa0" <= char <= "\u017f":
            bits += LATIN_BITS * n
        elif char in EVERYDAY:
            bits += EVERYDAY_BITS * n
        elif (category := unicodedata.category(char)) in ("Co", "Cn") or char == "\0":
            bits += STRANGE_BITS * n
            control += n if char == "\0" else 0
        elif category == "Cc":
            bits += OTHER_BITS * n
            control += n if char < "\x20" else 0      # U+0080 to U+009F: a text read in a wrong encoding, not a binary file
        else:
            bits += OTHER_BITS * n
    return Reading(encoding, bits, len(chars), undecodable, control, foreign, common)


def _sample(chars: str) -> tuple[str, int]:
    """The characters to be priced, pieces from end to end where they are many, and for how many each of them stands."""
    of = 1 + len(chars) // ENOUGH
    return "".join(chars[at:at + PIECE] for at in range(0, len(chars), of * PIECE)) if of > 1 else chars, of
