"""Letters written so that a filter does not see them (形近字母): folded to plain lower-case ASCII, one for one."""

from __future__ import annotations

import re
import unicodedata

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
TLD = "com|net|org|cn|cc|la|me|info|xyz|tv|top|vip|us|biz|tw|hk"
GAP = r"(?:[ 　]|\r?\n)?"  # a filter is also fooled by a space, and a wrap may have cut the address
DOMAIN = re.compile(
    rf"(?:https?{GAP}:{GAP}/{GAP}/{GAP})?(?:w{GAP}w{GAP}w{GAP}[.。·．点點]{GAP})?"
    rf"(?P<name>[a-z0-9](?:(?:[ 　\-]|\r?\n)?[a-z0-9]){{1,24}}){GAP}[.。·．点點]{GAP}"
    rf"(?P<tld>{'|'.join(GAP.join(t) for t in TLD.split('|'))})(?![a-z0-9])"
)
SELLING = re.compile(
    r"小[说說][网網]|[书書]城|下[载載]|txt|[电電]子[书書]|手[机機](?:用[户戶]|[阅閱][读讀]|看[书書])|最新章[节節]|更新(?:[时時][间間]|最快)|本章字[数數]|"
    r"本章(?:完|未完)|[点點][击擊]下一[页頁]|未完待[续續]|收藏|推[荐薦]票|求?月票|版[权權][归歸]|[仅僅]供.{0,4}(?:[预預][览覽]|交流|[学學][习習])|(?:24|二十四)小[时時][内內]|"
    r"[支購购][持買买]正版|[购購][买買]正版|首[发發]|百度搜索|章[节節][内內]容|[书書]友|免[费費][阅閱][读讀]|全文[阅閱][读讀]|本[书書][来來]自|整理制作|[请請]登[陆陸录錄]|加入[书書][签籤]"
)


def folded(chars: str) -> str:
    """The same characters, each look-alike as the plain letter it imitates; the length stays.

    >>> folded("ｗｗｗ．Ｓіtе．ｃоⓜ")
    'www.site.com'
    """
    return chars.translate(TABLE)


def selling(words: str) -> set[str]:
    """The words in a (folded) line that speak for a site and not for the book.

    >>> sorted(selling("更新时间:2007-11-16 本章字数:4804"))
    ['更新时间', '本章字数']
    """
    return set(SELLING.findall(words))
