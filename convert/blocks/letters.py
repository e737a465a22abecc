"""Whom a text speaks to (称呼), and who signs it and when (落款)."""

from __future__ import annotations

import re

from convert.blocks.kinds import Found, Kind, Page
from convert.blocks.lines import ended, han
from convert.blocks.persons import named

YEAR = r"(?:[0-9０-９]{2,4}|[〇零○Ｏ一二三四五六七八九十]{2,4})年"
MONTH = (
    r"[\s　]*(?:[0-9０-９]{1,2}|[一二三四五六七八九十正冬腊臘]{1,3})月"
    r"(?:[\s　]*(?:[0-9０-９]{1,2}|[初一二三四五六七八九十廿]{1,3})[日号號]?)?"
)
DATE = (
    rf"(?:(?:[\u4e00-\u9fff]{{2}})?{YEAR}(?:{MONTH}|[春夏秋冬]日?)?|{MONTH}[日号號]?|"
    r"[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2})"
)
DATED = re.compile(
    rf"[—－\-（(]*\s*(?:\S{{1,10}}[\s　]+)?{DATE}[\s　，,]*(?:[凌早夜晨晚深午][\u4e00-\u9fff]{{0,2}})?[\s　，,]*"
    r"(?:[于於在写寫改][\u4e00-\u9fff]{2,10}|[\u4e00-\u9fff]{0,2}灯下)?[)）]?"
)
PLACED = re.compile(rf"[—－\-（(]*\s*{DATE}[\s　]*[于於][\u4e00-\u9fff·]{{2,12}}[)）]?")
PEOPLE = (
    "同志|代表|委[员員]|朋友|同[学學仁胞事窗]|[战戰]友|[乡鄉][亲親]|父老|先生|女士|老[师師]|[来來][宾賓]|[听聽觀观][众眾]|"
    "[读讀]者|各位|股[东東]|校友|家[长長]"
)
ADDRESS = re.compile(
    r"(?:(?:各位|尊敬的|[亲親][爱愛]的|敬[爱愛]的|[诸諸]位)[^。！？：:“”]{1,40}|"
    rf"[^。！？：:“”]{{0,24}}(?:{PEOPLE})[们們]?(?:[、，,][^。！？：:“”]{{1,30}})?)[：:！!]"
)
ISSUED_TO = re.compile(  # 主送机关
    r"[^。！？：:“”]{2,60}(?:[学學]校|[单單]位|部[门門]|机关|局|委|[厅廳]|[处處]|政府|公司|委员会|企[业業])[：:]"
)
PERSON = re.compile(r"[^\s，。！？：；“”、（）()《》0-9A-Za-z]{1,8}(?:[\s　]?[\u4e00-\u9fff]{1,4})?[：:]")
CLOSING = re.compile(
    r"此致|敬[礼禮]|[顺順並并即敬谨謹恭]?[颂頌祝][\u4e00-\u9fff]{0,6}[！!。：:]?|[专專]此.{0,6}|此[复復布][。，]?|[余餘]不一一[。]?|"
    r"[顺順]候.{0,6}|.{0,4}[大近冬春夏秋文撰教道]安[！!。]?"
)
WISH = re.compile(r"此致|[顺順並并即敬谨謹恭]?[颂頌祝]你?|[顺順][颂頌]")  # the line below is the wish itself, and no name
SIGNS = re.compile(
    r"(?:父[亲親]?|母[亲親]?|爸爸?|[妈媽][妈媽]?|[儿兒]|女[儿兒]?|子|兄|弟|姐|妹|[爷爺][爷爺]|奶奶|友|[学學]生|你的\S{1,6}|"
    r"\S{1,8}(?:字|上|[谨謹敬]上|草|手[书書]|[顿頓]首|[启啟]|拜|[谨謹][识識]|[识識]))"
)
BODY_OF = re.compile(
    r"\S{2,40}(?:公司|政府|[办辦]公室|委[员員][会會]|[董理监監]事[会會]|局|[厅廳]|院|[学學][会會校]|[协協][会會]|[编編][辑輯]部|"
    r"[组組]|部|社|[团團])(?:[（(].{1,12}[)）])?"
)
LONGEST = 4  # lines in one signature
FAR = 16  # columns from the left edge
LETTER = 60  # lines that a letter's close may stand below its address


def letters(page: Page) -> dict[int, Found]:
    """Addresses and signatures.

    An address says so itself (各位代表：), or is a name with a colon above a letter that closes as letters do. A signature is a
    date at the end of a text or a section, with the short lines above it that name who signs; below a letter's close, or far
    from the left edge, any short line signs.
    """
    out = {i: Found(Kind.SIGNATURE) for i in _signed(page)}
    closes = sorted({i for i in page.edges if page.free(i) and len(w := page.words[i]) <= 12 and CLOSING.fullmatch(w)})
    ends = sorted({*out, *closes})
    for i in page.edges:
        w = page.words[i]
        if not (page.free(i) and page.own(i)) or len(w) > 64 or w[-1] not in "：:！!" or i in out:
            continue
        opens = i == 0 or not page.free(i - 1) or i - 1 in out
        if (ADDRESS.fullmatch(w) and (w[-1] in "：:" or opens)) or (
            ISSUED_TO.fullmatch(w) and i <= 8 and _short(page.words[i - 1][-24:])
        ) or (
            PERSON.fullmatch(w) and opens and any(i + 1 < e <= i + LETTER for e in ends) and i + 1 < len(page.words)
        ):
            out[i] = Found(Kind.ADDRESS)
    return out


def _signed(page: Page) -> set[int]:
    out: set[int] = set()
    for i in page.edges:
        w = page.words[i]
        if not (i and page.free(i)) or len(w) > 40 or not (DATED.fullmatch(w) or PLACED.fullmatch(w)) or not _over(page, i):
            continue
        group = [i]
        while len(group) < LONGEST and _signs(page, group[-1] - 1, group[-1]):
            if page.lines[group[-1]].blank > page.lines[i].blank:  # a list of names may stand above
                break
            group.append(group[-1] - 1)
        above = group[-1] - 1
        if above >= 0 and (len(group) > 1 or _closed(page, above)):
            out.update(group)
    return out


def _over(page: Page, i: int) -> bool:
    """Does a section or the text end here (a place or a name may still follow the date)?"""
    below = i + 1
    if below >= len(page.words):
        return True
    if not page.free(below):
        return page.kind[below] in (Kind.HEAD, Kind.BREAK, Kind.TITLE)
    return page.lines[below].blank > page.lines[i].blank


def _closed(page: Page, i: int) -> bool:
    w = page.words[i]
    return ended(w) or bool(CLOSING.fullmatch(w)) or page.lines[i + 1].indent >= FAR


def _short(w: str) -> bool:
    return len(w) <= 24 and not ended(w) and w[-1] not in "，、"


def _signs(page: Page, i: int, below: int) -> bool:
    if i < 1 or not page.free(i) or not page.own(i) or not _short(page.words[i]) or han(page.words[i]) < 1:
        return False
    if page.lines[below].blank > page.lines[below - 1].blank + 1:
        return False
    if page.lines[below].indent >= FAR > page.lines[i].indent:
        return False
    w = page.words[i].strip("—－- 　（）()")
    after = page.words[i - 1]
    if CLOSING.fullmatch(w) or WISH.fullmatch(after):
        return False
    sure = CLOSING.fullmatch(after) is not None or page.lines[i].indent >= FAR
    return sure or all(named(p) or SIGNS.fullmatch(p) or BODY_OF.fullmatch(p) for p in re.split(r"[\s　、]+", w)) or named(w)
