"""What leads through a site (导航): menus, the path to a page, the ways to the next one, the site's own imprint."""

from __future__ import annotations

import re

SEPARATORS = re.compile(r"[\s　|｜·•>＞»›→/／\-–—【】\[\]〔〕（）()：:＋+]+")
WAYS = re.compile(
    r"(?:(?:返回|[设設][为為]|回到?)?(?:[网網]站)?[首主][页頁]|(?:返回)?[顶頂]部|返回(?:目[录錄]|列表|上[级級])?|(?:加入|添加)?收藏(?:本[站页頁])?|"
    r"[上下后前][一]?[篇页頁版条條期则則]|[没沒]有了|(?:手[机機]|[电電][脑腦]|[触觸]屏|[无無][障][碍礙]|[简簡繁][体體]|[桌]面|PC)版?|"
    r"登[录錄陆陸入出]|[注註][册冊]|(?:打印|列印|[关關][闭閉])(?:本[页頁]|此[页頁]|[窗][口])?|[轉转][寄发發]|复制[链]接|字[号號体體]|[大中小]|放大|[缩縮]小|默[认認]|"
    r"分享(?:[到至])?|微博|微信|朋友圈|QQ空[间間]|Facebook|Twitter|Line|Email|RSS|English|[联聯][系繫絡络]我[们們]|[关關][于於]我[们們]|[网網]站地[图圖]|"
    r"版面[导導]航|[标標][题題][导導]航|往期回[顾顧]|[评評][论論]\d*|[纠糾][错錯]|[责責]任?[编編]?[辑輯]?|TXT下[载載])",
    re.I,
)
STEPS = re.compile(
    r"(?:您|你)?(?:[现現]在|[当當]前|所在|的)*位置[：:].*[>＞»›→/／-]|"
    r"(?:[网網]站)?[首主][页頁]\s*[>＞»›→](?:[^>＞»›→]{1,30}[>＞»›→])*[^。！？]{0,30}$"
)
NEIGHBOURS = re.compile(r"[上前]一[篇页頁条條则則][：:].{1,40}[下后]一[篇页頁条條则則][：:]")
HINT = re.compile(  # without one of these no line leads anywhere
    r"[首主前後后上下][一]?[页頁篇版條条期]|位置[：:]|分享|打印|列印|返回|收藏|[顶頂]部|[关關][闭閉于於]|登[录錄陆陸]|"
    r"字[号號体體]|[导導]航"
)
HOME = re.compile(r"(?:[网網]站)?[首主][页頁]")
COLUMN = 4  # characters that the name of a column (栏目) has at most
COLUMNS = 4  # of them beside the way home
IMPRINT = re.compile(
    r"版[权權]所有|Copyright|ICP[备備]|公网安备|[经經][^。]{0,8}(?:[许許]可|授[权權]|同意)[^。]{0,10}[转轉][载載]", re.I
)


def leads(words: str) -> bool:
    """Does a line lead through a site, and do nothing else?

    >>> [leads(w) for w in ("设为首页 | 加入收藏", "首页 > 地方新闻 > 北海岸", "首页　要闻　评论　文化　体育", "上一篇　下一篇")]
    [True, True, True, True]
    >>> [leads(w) for w in ("首页", "书的首页", "上一篇讲船，下一篇讲桥。", "大 中 小", "渡口 > 灯塔")]
    [False, False, False, False, False]
    """
    if STEPS.match(words) or NEIGHBOURS.match(words):
        return True
    pieces = [piece for piece in SEPARATORS.split(words) if piece]
    known = [piece for piece in pieces if WAYS.fullmatch(piece)]
    if len(pieces) >= 2 and len(known) == len(pieces) and any(len(piece) > 1 for piece in known):
        return True
    return len(pieces) > COLUMNS and bool(HOME.fullmatch(pieces[0])) and max(map(len, pieces)) <= COLUMN
