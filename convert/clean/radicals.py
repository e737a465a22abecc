"""Radicals written for characters (部首字形): ⼈⺠ for 人民, as text taken out of a PDF has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from convert.blocks import Survey, script
from convert.blocks.lines import HAN
from convert.facts import fact
from convert.repair import Confidence, Repair
from convert.settings import CleanSettings
from convert.text import Text

# Kangxi radicals decompose into the character that they are drawn as; of the supplement two do. For the others the table is
# Unicode's EquivalentUnifiedIdeograph.txt, without the side forms: ⻊ in prose is half of a character that a code lacked.
KANGXI = {chr(c): unicodedata.normalize("NFKC", chr(c)) for c in range(0x2F00, 0x2FD6)}
SUPPLEMENT = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻱⻳",
        "母民虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龜龟",
        strict=True,
    )
)
TABLE = KANGXI | SUPPLEMENT
SIMPLE = {"戶": "户"}  # one glyph, drawn either way: the table names the traditional character
RADICAL = re.compile(f"[{''.join(TABLE)}]")
USED = re.compile(f"(?<=[{HAN}{''.join(TABLE)}])[{''.join(TABLE)}]|[{''.join(TABLE)}](?=[{HAN}])")
DESCRIBED = re.compile("[\u2ff0-\u2fff]")  # ⿰⿱: what follows describes a character by its parts
ABOUT = re.compile("部首|偏旁|[筆笔][畫画]|字典|[辭辞]典")
RARE = 20  # radicals for each such word: a text about radicals has no more; text out of a PDF has hundreds to a page


def radicals(text: Text, seen: Survey, settings: CleanSettings) -> Iterator[Repair]:
    """A radical that stands for the character of its shape is written as that character.

    Only where most of the text's radicals stand beside Han, as characters do; not in a text about radicals (部首, 字典), nor
    in the description of a character by its parts. Side forms (亻, ⻊) and radicals whose shape is no character stay.
    """
    chars = text.chars
    found = list(RADICAL.finditer(chars))
    used = sum(1 for _ in USED.finditer(chars))
    about = len(ABOUT.findall(RADICAL.sub(lambda m: TABLE[m[0]], chars))) if found else 0
    if used * 2 <= len(found) or (about >= 2 and len(found) <= RARE * about):
        return
    simple = SIMPLE if script(chars) == "zh-Hans" else {}
    for m in found:
        after = simple.get(TABLE[m[0]], TABLE[m[0]])
        if not DESCRIBED.search(chars[max(0, m.start() - 3) : m.start()]):
            why = fact("radical", code=f"U+{ord(m[0]):04X}", char=after)
            yield Repair("radicals", "radical", m.span(), m[0], after, Confidence.PROBABLE, (why,))
