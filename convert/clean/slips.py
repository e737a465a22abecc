"""Set phrases with a look-alike or sound-alike in them (形近、音近误字): wrong wherever they stand, held all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.blocks import Survey
from convert.facts import Fact, fact
from convert.text import Text

RIGHT = {
    "再接再励": "再接再厉", "再接再勵": "再接再厲", "迫不急待": "迫不及待", "一愁莫展": "一筹莫展",
    "按步就班": "按部就班", "谈笑风声": "谈笑风生", "談笑風聲": "談笑風生", "甘败下风": "甘拜下风",
    "甘敗下風": "甘拜下風", "出奇不意": "出其不意", "穿流不息": "川流不息", "走头无路": "走投无路",
    "走頭無路": "走投無路", "鬼计多端": "诡计多端", "鬼計多端": "詭計多端", "不径而走": "不胫而走",
    "不徑而走": "不脛而走", "默守成规": "墨守成规", "默守成規": "墨守成規", "金壁辉煌": "金碧辉煌",
    "金壁輝煌": "金碧輝煌", "针贬时弊": "针砭时弊", "針貶時弊": "針砭時弊", "鼎立相助": "鼎力相助",
    "再所不惜": "在所不惜", "世外桃园": "世外桃源", "世外桃園": "世外桃源", "竭泽而鱼": "竭泽而渔",
    "美仑美奂": "美轮美奂", "美侖美奐": "美輪美奐", "蓬荜生灰": "蓬荜生辉", "饮鸠止渴": "饮鸩止渴",
    "飲鳩止渴": "飲鴆止渴", "直接了当": "直截了当", "直接了當": "直截了當", "黄梁美梦": "黄粱美梦",
    "黃梁美夢": "黃粱美夢", "萎糜不振": "萎靡不振", "呕心历血": "呕心沥血", "嘔心歷血": "嘔心瀝血",
    "精神涣发": "精神焕发", "精神渙發": "精神煥發", "食不裹腹": "食不果腹", "相形见拙": "相形见绌",
    "相形見拙": "相形見絀", "一如继往": "一如既往", "一如繼往": "一如既往", "大有俾益": "大有裨益",
    "变本加利": "变本加厉", "變本加利": "變本加厲",
}
WRONG = re.compile("|".join(sorted(map(re.escape, RIGHT), key=len, reverse=True)))


def slips(text: Text, seen: Survey) -> Iterator[tuple[tuple[int, int], str, Fact]]:
    """A set phrase with one character wrong, and the phrase as it is written.

    Only phrases that nobody writes so on purpose; a variant that dictionaries know is none.
    """
    for m in WRONG.finditer(text.chars):
        yield m.span(), RIGHT[m[0]], fact("phrase", phrase=RIGHT[m[0]])
