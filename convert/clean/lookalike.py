"""Letters written so that a filter does not see them (形近字母): folded to plain lower-case ASCII, one for one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

CYRILLIC_GREEK = dict(zip("асеорхуікмтнвгѕԁһјԛԝαοερυικνω", "aceopxyikmthbrsdhjqwaoepuiknw", strict=True))


def _table() -> dict[int, str]:
    table = {ord(k): v for k, v in CYRILLIC_GREEK.items()}
    table.update({ord(k.upper()): v for k, v in CYRILLIC_GREEK.items() if len(k.upper()) == 1})
    circled = [*range(0x2460, 0x2469), *range(0x24B6, 0x24EA), *range(0xFF01, 0xFF5F), *range(0x1D400, 0x1D7FF)]
    for code in circled:  # ①–⑨, ⓐ, Ｗ, 𝐰: compatibility forms of one ASCII character
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(plain) == 1 and plain.isascii():
            table[code] = plain
    table.update({code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)})
    return table


TABLE = _table()
TLD = "com|net|org|cn|cc|la|me|info|xyz|tv|top|vip|us|biz|tw|hk|site|club|mobi|wang|pw"
GAP = r"(?:[ 　]|\r?\n)?"  # a filter is also fooled by a space, and a wrap may have cut the address
BREAK = r"(?:\r?\n)?"
DOT = rf"(?:[ 　][.。·点點][ 　]|{BREAK}[.。·点點]{BREAK})"  # with a space on one side it ends a sentence
LETTERS = r"[a-z0-9](?:(?:-|\r?\n)?[a-z0-9]){1,24}|[a-z0-9](?:[ 　][a-z0-9](?![a-z0-9])){2,24}"  # solid, or each alone
DOMAIN = re.compile(
    rf"(?:https?{GAP}:{GAP}/{GAP}/{GAP})?(?:(?:w{GAP}w{GAP}w|(?<![a-z0-9])(?:wap|m|3g)){DOT})?"
    rf"(?P<name>{LETTERS}){DOT}(?P<tld>{'|'.join(GAP.join(t) for t in TLD.split('|'))})(?![a-z0-9])"
)
RUN = re.compile(r"[a-z0-9][-a-z0-9 　\r\n.。·点點:/]{3,}")  # of what an address can be written with
PLAIN = re.compile(r"(?:https?://)?(?:(?P<www>www|wap|m|3g)\.)?[a-zA-Z0-9\-]+\.(?P<tld>[a-zA-Z]+)", re.I)
OWN = (  # what only sites say
    r"[小说說][书書]?[网網] 中文[网網] 文[学學][网網] [读讀看][书書][网網吧盟] 起[点點](?:首[发發]|原[创創]|中文) "
    r"[连連][载載]作品 [书書]城 手[机機](?:用[户戶]|[阅閱][读讀]|看[书書]|版[阅閱][读讀]) 最新章[节節] "
    r"更新(?:[时時][间間]|最快|速度) 最快更新 本章字[数數] 本章(?:完|未完) [点點][击擊]下一[页頁] 未完待[续續] 求推[荐薦]票 "
    r"推[荐薦]票 求月票 求收藏 [仅僅]供.{0,4}(?:[预預][览覽]|交流|[学學][习習]) [支購购][持买買]正版 [购購][买買]正版 "
    r"百度搜索 全文[阅閱][读讀] 本[书書][来來]自 整理制作 [请請]登[陆陸录錄] 加入[书書][签籤] [无無][弹彈]窗 一秒[记記]住 "
    r"[记記]住(?:本站|我[们們]) 本站(?:[网網]?址|地址|域名|首发|首發) 手打(?:版|更新|小[说說]|首[发發]|制作|[）)】\]]|$) "
    r"返回(?:目[录錄]|[书書][页頁]) 上一[章页頁].*下一[章页頁] [广廣]大[书書]友 [书書]友群 [阅閱][读讀][记記][录錄] 全文字 "
    r"精彩小[说說] 版[权權][归歸]原作者 [网網]友上[传傳] [请請]收藏 收藏本[站书書] [喜][欢歡]本[书書] 本[书書]首[发發] "
    r"更多(?:好[书書]|小[说說]) [欢歡]迎(?:光[临臨]|[访訪][问問]).{0,12}(?=www|http) "
)
COMMON = (  # and what books say too
    r"24小[时時][内內] 二十四小[时時][内內] [书書]友 手打 下[载載] txt [电電]子[书書] [点點][击擊]下一 收藏 月票 "
    r"版[权權][归歸] 首[发發] 章[节節][内內]容 免[费費][阅閱][读讀] 更新 [阅閱][读讀][网網]址 "
)


def _any(forms: str) -> re.Pattern[str]:
    """Any of the forms, each once for every character that it may begin with: the engine skips to those, ten times as fast."""
    parts = [re.match(r"(?:\[(?P<first>.+?)\])?(?P<rest>.+)", form) for form in forms.split()]
    return re.compile("|".join(first + m["rest"] for m in parts if m for first in m["first"] or [""]))


SELLING = _any(OWN + COMMON)
ONLY = _any(OWN)


def folded(chars: str) -> str:
    """The same characters, each look-alike as the plain letter it imitates; the length stays.

    >>> folded("ｗｗｗ．Ｓіtе．ｃоⓜ")
    'www.site.com'
    """
    return chars.translate(TABLE)


folded_text = lru_cache(maxsize=1)(folded)  # of a whole text, which more than one pass asks for


def selling(words: str) -> set[str]:
    """The words in a (folded) line that speak for a site and not for the book.

    >>> sorted(selling("更新时间:2007-11-16 本章字数:4804"))
    ['更新时间', '本章字数']
    """
    return set(SELLING.findall(words))


def addresses(plain: str) -> Iterator[re.Match[str]]:
    """The addresses in a folded text, looked for only where letters and digits are: a Chinese text has few.

    >>> [m["name"] for m in addresses("看书到ｓite．com，或 w w w . b . c c".translate(TABLE))]
    ['site']
    """
    for run in RUN.finditer(plain):
        yield from DOMAIN.finditer(plain, *run.span())


def hides(words: str) -> bool:
    """Is an address spelled so that a filter misses it: other letters, blanks inside, wWw, .CoM?

    >>> [hides(a) for a in ("www.site.com", "WWW.Site.COM", "www.site.CoM", "ｗww.site.com")]
    [False, False, True, True]
    """
    m = PLAIN.fullmatch(words)
    return m is None or any(part and part not in (part.lower(), part.upper()) for part in m.group("www", "tld"))
