"""The script (字形) of an edition: 简体, 繁體, and 繁體 as Taiwan and Hong Kong write it; quotation marks go with it.

OpenCC converts character by character, by the words around it; its sets that also change vocabulary (软件 to 軟體) are
never used. House style: the source, its repairs and the cleaned text stay as they are.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, groupby, pairwise
from typing import Protocol, TypeVar

from convert.anchors import Anchors
from convert.tree import Document, Meta, Node, Run, Turn, rebuilt, walk, words

N = TypeVar("N", bound=Node)

LANGUAGES = {"zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant", "zh-TW": "zh-Hant-TW", "zh-HK": "zh-Hant-HK"}     # BCP 47
TABLES = {("zh-Hans", "zh-Hant"): "s2t", ("zh-Hans", "zh-TW"): "s2tw", ("zh-Hans", "zh-HK"): "s2hk",
          ("zh-Hant", "zh-Hans"): "t2s", ("zh-TW", "zh-Hans"): "tw2s", ("zh-HK", "zh-Hans"): "hk2s",
          ("zh-Hant", "zh-TW"): "t2tw", ("zh-Hant", "zh-HK"): "t2hk"}
SAID = ("title", "subtitle", "creator", "publisher", "source", "rights")
CURLED, CORNERED = "“”‘’", "「」『』"
_APOSTROPHE = re.compile("(?<=[0-9A-Za-z])’(?=[A-Za-z])")


class Converter(Protocol):
    """What is used of OpenCC."""

    def convert(self, text: str, /) -> str:
        """A text in the other script."""


class Turner:
    """Turns words from one script into another, quotation marks with them."""

    def __init__(self, table: str, marks: Mapping[int, int]) -> None:
        from opencc import OpenCC

        self._converter: Converter = OpenCC(table)
        self._marks = marks

    def __call__(self, chars: str) -> str:
        """The words in the other script; an apostrophe within a Latin word is no quotation mark."""
        kept = _APOSTROPHE.sub("\ue000", chars) if "’" in chars and "\ue000" not in chars else chars
        return self._converter.convert(kept).translate(self._marks).replace("\ue000", "’" if kept is not chars else "\ue000")


def turned(document: Document, script: str | None) -> Document:
    """The document in another script, its language with it; as it stands where ``script`` is None or its own.

    Words and what is known of the book are converted, notes of the program are not: they know the language themselves.
    Nodes keep their places; where one character becomes two, ``at`` is wider or narrower than the words.
    """
    name = table(document, script)
    if name is None or script is None:
        return document
    turner = Turner(name, _marks(_chars(document), script))
    anchors = Anchors(document)
    values: dict[int, str] = {}
    blocks: list[list[Node]] = [[x.node for x in block] for _, block in groupby(anchors.leaves, lambda x: x.anchor)]
    blocks += [[n for n, _ in walk(note) if isinstance(n, Run)] for note in anchors.notes if note.at is not None]
    for leaves in blocks:
        pieces = [words(leaf) for leaf in leaves]
        values.update(zip(map(id, leaves), shared(pieces, turner("".join(pieces))), strict=True))
    said = {name: turner(value) for name in SAID if (value := getattr(document.meta, name))}
    meta: Meta = replace(document.meta, language=LANGUAGES[script], **said)
    return replace(_rebuilt(document, values, turner), meta=meta)


def language(document: Document, script: str | None) -> str:
    """The language of the document once it is turned into a script."""
    return LANGUAGES[script] if script is not None and table(document, script) else document.meta.language


def table(document: Document, script: str | None) -> str | None:
    """The name of OpenCC's table that turns a document into a script; None where it is written in it."""
    return TABLES.get((written(document.meta.language, _chars(document)), script or ""))


def _chars(document: Document) -> str:
    return "".join(n.value for n, _ in walk(document) if isinstance(n, Run) and n.at is not None)


def written(language: str, chars: str) -> str:
    """The script that a text is written in: what its language says, else whose forms of common characters it has.

    >>> written("zh-Hant", "屋裡的燈，為誰亮著"), written("zh-Hant", "屋裏的燈，爲誰亮着"), written("zh-CN", "灯")
    ('zh-TW', 'zh-Hant', 'zh-Hans')
    """
    tag = language.lower()
    if tag.endswith("-tw"):
        return "zh-TW"
    if tag.endswith(("-hk", "-mo")):
        return "zh-HK"
    if "hant" not in tag:
        return "zh-Hans"
    if chars.count("為") <= chars.count("爲"):
        return "zh-Hant"
    return "zh-TW" if chars.count("裡") > chars.count("裏") else "zh-HK"


def shared(pieces: Sequence[str], whole: str) -> list[str]:
    """A converted text cut where its pieces met before; of equal length as a rule, else by what stayed the same.

    >>> shared(["头", "发里"], "頭髮裡"), shared(["甲乙", "丙丁"], "甲乙乙丙丁")
    (['頭', '髮裡'], ['甲乙乙', '丙丁'])
    """
    before = "".join(pieces)
    cuts = list(accumulate(map(len, pieces)))
    if len(before) != len(whole):
        blocks = SequenceMatcher(None, before, whole, autojunk=False).get_opcodes()
        ends = {i: j for _, _, i, _, j in blocks}       # behind each stretch, where it ends in either
        spans = [(i1, i2, j1, j2) for _, i1, i2, j1, j2 in blocks]
        cuts = [ends.get(cut) or next(min(j1 + cut - i1, j2) for i1, i2, j1, j2 in spans if i1 <= cut <= i2) for cut in cuts]
        cuts[-1:] = [len(whole)]
    return [whole[a:b] for a, b in pairwise([0, *cuts])]


def _marks(chars: str, script: str) -> dict[int, int]:
    """The quotation marks of a script for those of a text; the pair that the text uses more is the outer one."""
    if script != "zh-Hans":
        return str.maketrans(CURLED, CORNERED)
    given = CORNERED if chars.count("「") >= chars.count("『") else CORNERED[2:] + CORNERED[:2]
    return str.maketrans(given, CURLED)


def _rebuilt(node: N, values: Mapping[int, str], turner: Turner) -> N:
    changed: dict[str, object] = {}
    if id(node) in values:
        changed["mark" if hasattr(node, "mark") else "value"] = values[id(node)]
    if isinstance(node, Turn):
        changed |= {name: turner(said) for name in ("speaker", "outlet") if (said := getattr(node, name))}
    return rebuilt(node, lambda part: _rebuilt(part, values, turner), **changed)
