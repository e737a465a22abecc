"""Several articles (篇) in one file: where each begins, by its heading group and what news writes right below one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from convert.blocks import marks
from convert.blocks.lines import GAP_MARKS, OPENERS, Line, ended, finished, han
from convert.blocks.persons import DOUBLE, SURNAMES, named

LONGEST = 40  # characters of a headline
MOST = 4  # lines of a heading group: kicker, headline, two of a deck
COLUMN = 8  # characters of a column's name, which may stand apart from the headline below
PROSE = 20  # Han characters that show a paragraph
STOPS = frozenset("，。！？；：、…”’」』")
NAMES_WHOM = re.compile("[:：／/]")
FEWEST = 2  # articles that make a file one of several
_HAN = r"[\u4e00-\u9fff]"
_PERSON = (
    rf"(?:(?:{DOUBLE}|[{SURNAMES}])[ 　]{{0,2}}{_HAN}(?:[ 　]?{_HAN})?|{_HAN}{{2,4}}|{_HAN}{{1,6}}·[\u4e00-\u9fff·]{{1,8}})"
)
_OUTLET = rf"(?:本[报報刊网網台社]|{_HAN}{{2,6}}(?:社|[报報]|[网網]|周刊|[电電](?:[视視])?台|[频頻]道))"
_POST = (
    r"(?:[特见見实實][约約派习習])?(?:[首][席])?(?:[记記]者|通[讯訊][员員]|[评評][论論][员員]|撰稿人?|[编編][辑輯]部?|[报報]道[组組]|[见見][习習][记記]者)"
)
BYLINE = re.compile(
    rf"[（(【〔\[]?(?:"
    rf"(?:[□■○●◎◇◆△▲＊*]\s*(?:{_OUTLET})?\s*(?:{_POST})?[\s　:：]*|(?:{_OUTLET}\s*)?{_POST}[\s　:：／/]+|{_OUTLET}{_POST}"
    rf"|(?:文|撰文|[图圖]|[图圖]文|采[写寫]|[采採][访訪]|整理|口述|作者|[记記]者)[\s　]*[／/｜|：:][\s　]*)"
    rf"{_PERSON}(?:(?:[\s　]+(?:{_OUTLET}\s*)?{_POST}[\s　:：]+|[\s　、，,/／]+){_PERSON}){{0,8}}"
    rf"|[记記]者{_PERSON}[／/][\u4e00-\u9fff]{{2,8}})"
    r"(?:[\s　]*[／/]?[\s　]*(?:文|文[／/\s]?[摄攝图圖]|文并摄|[摄攝]影?[报報]道|[报報][导導道]))?[】〕）)\]]?"
)
OPENING = re.compile(  # what an article's first paragraph opens with, besides the datelines that marks.py knows
    rf"[【〔（(\[](?:{_OUTLET})?(?:[综綜]合)?(?:[记記]者)?[^【】〔〕（()）\[\]。，]{{0,24}}?"
    r"(?:[报報][导導道]|[讯訊]|[电電]|[专專][访訪電电]|特稿)[】〕）)\]][\s　:：]*"
    rf"|[\u4e00-\u9fff]{{2,6}}(?:社|[报報]|[网網])(?:消息|[讯訊])(?:[（(][^（()）]{{1,40}}[)）])?[\s　:：]+"
)
_DAY = r"(?:19|20)\d{2}\s*[-－/.年]\s*\d{1,2}\s*[-－/.月]\s*\d{1,2}\s*日?"
_TIME = r"(?:\s*[T ]?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_SOURCE = r"(?:[来來]源|作者|[编編][辑輯]|[记記]者|[发發][布表][时時日][间間期]|[时時][间間]|日期)\s*[：:]"
STAMP = re.compile(  # 2026-04-12 08:31 来源：…; 来源：… 2026年4月12日; 发布时间：…
    rf"\W{{0,2}}(?:(?:{_SOURCE}\s*)?{_DAY}{_TIME}(?:[\s|｜]*{_SOURCE}.{{0,40}}|[\s|｜]+\S{{2,10}}[报報网網社台])?"
    rf"|[来來]源\s*[：:].{{1,40}})"
)
PAGE = re.compile(  # a page's own line: the paper, its date, the number of the page
    r"(?!.*[转轉接承])(?=.*(?:第?\s*[A-Z]?\d{1,3}\s*版|第[一二三四五六七八九十]+版|[A-Z]\d{1,2}\s*$|星期[一二三四五六日]|[责責]任?[编編][辑輯]?))"
    r"(?=.*(?:\d{4}\s*年|版\s*[：:]?|星期)).{4,50}"
)
MASTHEAD = re.compile(  # a paper's own name, at the top of a file or page
    r"《?[\u4e00-\u9fff　 ]{1,8}(?:[报報]|周刊|[旬月双雙]刊|[通简簡電电時时][讯訊报報]|[网網]|之[声聲]|文[汇匯摘])》?"
    r"(?:[\s　]*第?[\s　]*\S{1,6}期)?"
)
PATHWAY = re.compile(  # a site's lines round an article: 首页 > 新闻; 字号：大 中 小; 上一篇：…; 责任编辑：…
    r"(?:[当當]前位置|您[现現]在|您的位置|字[号號體体][大小：:]|分享到|【?打印|[关關][闭閉]窗口|上一[篇页頁条則则]|下一[篇页頁条則则]|相[关關](?:[阅閱][读讀]|新[闻聞]|[链鏈]接)|"
    r"[责責]任?[编編][辑輯]?\s*[：:]|[编編][辑輯]\s*[：:]|[审審][核校]\s*[：:]|校[对對]\s*[：:]|[点點][击擊]量?\s*[：:]|[阅閱浏瀏][读讀览覽]\s*(?:量|次[数數])?\s*[：:]|[扫掃]一[扫掃]|"
    r"[关關][键鍵][词詞字]\s*[：:]|[标標][签籤]\s*[：:]|[（(【\[](?:[责責]任?[编編][辑輯]?|[编編][辑輯]|[记記]者)\s*[：: ]).*|"
    r"\S{1,8}(?:\s*[>＞»›→|｜]\s*\S{1,12}){1,6}"
)
OVER = re.compile(r"[（(]完[)）]$|[（(](?:[责責]任?[编編]|[编編][辑輯]|[据據][^（()）]{2,14}|[记記]者)[^（()）]{0,20}[)）]$")
DATED = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
ONWARD = re.compile(r"[（(]下[转轉接][^（()）]{1,12}[)）]$")
RULE = re.compile(r"[-－—–=＝_＿*＊~～#·•─━═]{4,}")
LABEL = re.compile(r"[【\[]?(?:[标標][题題]|[题題]目|原[标標][题題])[】\]]?\s*[：:]\s*\S")
BODY = re.compile(r"(?:正文|[内內]容|全文)\s*[：:]?$")


def dateline(words: str) -> int:
    """How many characters of a line are its dateline (电头) or the like; 0 for none.

    >>> dateline("【本報訊】颱風逼近本港。"), dateline("颱風逼近本港。")
    (5, 0)
    """
    m = marks.DATELINE.match(words) or OPENING.match(words)
    return m.end() if m is not None and len(words) > m.end() + 4 else 0


def signed(words: str) -> bool:
    """Is the line a byline (署名), as news has it?

    >>> signed("本报记者　何文"), signed("□ 本报通讯员　许静"), signed("何文的一天")
    (True, True, False)
    """
    return BYLINE.fullmatch(words) is not None


def _byline(words: str) -> bool:
    """The same, and what names an author as books do (作者：…). A sentence, which ends in a mark, is neither."""
    if len(words) > LONGEST or (words[-1] in STOPS and NAMES_WHOM.search(words, 0, COLUMN) is None):
        return False
    return (signed(words) or marks.BYLINE.match(words) is not None) and not marks.credit(words)


Says = Callable[[int], bool]  # something of a line by its place


class Finder:
    """Finds the heading groups of articles among a file's lines.

    ``free`` says of a line that nothing else has claimed it; ``opens`` that it begins with a dateline. ``edges`` are the lines
    that may begin or end a paragraph.
    """

    def __init__(self, words: Sequence[str], lines: Sequence[Line], edges: Sequence[int], free: Says, opens: Says) -> None:
        self.words, self.edges, self.free, self.opens = words, edges, free, opens
        self.blank, self.indent = [line.blank for line in lines], [line.indent for line in lines]
        blank = self.blank
        usual = Counter(b for b, w in zip(blank[1:], words[1:], strict=True) if han(w) >= PROSE)
        self.usual = usual.most_common(1)[0][0] if usual else 0

    def groups(self) -> list[range]:
        """The heading groups, from the top down; none where the file is one article, or no news.

        An article begins with one to four lines that could be a headline, behind something finished or at the top, and right
        below them stands what opens an article: a byline, a dateline, a stamp of date or source. Two such make a file of
        several; in such a file a group also counts where only the end of the article above shows it.
        """
        labelled = [range(i, self._signatures(i + 1, i + 3)) for i in self.edges if self.free(i) and LABEL.match(self.words[i])]
        if len(labelled) >= FEWEST:
            return labelled
        sure = [g for i in self.edges if (g := self._anchored(i))]
        sure += [g for g in self._signed() if not any(g.start < s.stop and s.start < g.stop for s in sure)]
        if len(sure) < FEWEST:
            return self._ruled() or (self._apart() if self._dated() else [])
        taken = {i for g in sure for i in g}
        return sorted([*sure, *self._unsigned(taken)], key=lambda g: g.start)

    def masthead(self, first: int) -> int:
        """How many lines at the top are the paper's own (报头): its name, the date, the page."""
        n = 0
        while n < min(first, 4) and self.free(n) and len(self.words[n]) <= LONGEST and not PATHWAY.fullmatch(self.words[n]):
            n += 1
        return n if n == first and not finished(self.words[first - 1] if first else "。") else 0

    def _anchored(self, i: int) -> range | None:
        """The group whose anchor is line ``i``."""
        if not self._anchor(i):
            return None
        start = i
        while start > 0 and i - start < MOST and self._titular(start - 1):
            if start < i and self.blank[start] > self.usual and len(self.words[start - 1]) > COLUMN:
                break
            if start < i and MASTHEAD.fullmatch(self.words[start - 1]):
                break
            start -= 1
        if start == i or not self._closed(start):
            return None
        end = self._signatures(i, start + MOST + 2)
        return range(start, end) if self._flows(end) else None

    def _signatures(self, end: int, most: int) -> int:
        """Where the bylines from a line on end."""
        while end < min(most, len(self.words)) and self.free(end) and (_byline(self.words[end]) or named(self.words[end])):
            end += 1
        return end

    def _signed(self) -> list[range]:
        """Headlines with a bare name below them and prose below that, where all such names in the file stand so."""
        found = []
        bare = [i for i in self.edges if self.free(i) and named(self.words[i])]
        for i in bare:
            if i and self._titular(i - 1) and not named(self.words[i - 1]) and self._flows(i + 1) and not self._anchor(i + 1):
                start = i - 1
                while start > 0 and i - start < 3 and self.blank[start] <= self.usual and self._titular(start - 1):
                    start -= 1
                if self._closed(start):
                    found.append(range(start, i + 1))
        different = len({self.words[g.start] for g in found}) == len(found)
        return found if found and different and len(found) * 5 >= len(bare) * 4 else []

    def _dated(self) -> bool:
        """Does a line on top say that this is a paper of some day?"""
        return any(len(w) <= LONGEST and not ended(w) and (PAGE.fullmatch(w) or DATED.search(w)) for w in self.words[:3])

    def _ruled(self) -> list[range]:
        """Headlines each right behind a rule (====), where every rule of the file has one behind it."""
        starts = [i + 1 for i, w in enumerate(self.words[:-1]) if RULE.fullmatch(w)]
        groups = [group for i in starts if (group := self._headline(i))]
        if len(starts) < FEWEST or len(groups) < len(starts):
            return []
        first = self._headline(0)
        return [first, *groups] if first else groups

    def _headline(self, i: int) -> range | None:
        end = i
        while end < min(i + 3, len(self.words)) and self._titular(end):
            end += 1
        return range(i, end) if end > i and self._flows(end) else None

    def _apart(self) -> list[range]:
        """Headlines that the layout alone shows: set apart by blank lines or a missing indent, as nothing else here is."""
        lines = range(1, len(self.words))
        indented = sum(self.indent[i] > 0 for i in lines if han(self.words[i]) >= PROSE)
        habit = indented * 10 >= 9 * sum(han(self.words[i]) >= PROSE for i in lines) > 0
        apart = [i for i in lines if (self.blank[i] > self.usual == 0) or (habit and self.indent[i] == 0)]
        heads = [i for i in apart if self._titular(i) and self._flows(i + 1) and (i < 3 or ended(self.words[i - 1]))]
        others = [i for i in apart if i not in heads and i - 1 not in heads]
        return [range(i, i + 1) for i in heads] if len(heads) >= 3 and len(others) * 5 <= len(heads) else []

    def _unsigned(self, taken: set[int]) -> list[range]:
        """Groups without an anchor, in a file known to hold several articles: behind an article's plain end, before prose."""
        found, i = [], 0
        while i < len(self.words):
            end = i
            while end < len(self.words) and end - i < 3 and end not in taken and self._titular(end):
                end += 1
            if end > i and i not in taken and self._flows(end) and end not in taken and self._ends_above(i):
                found.append(range(i, end))
            i = max(end, i + 1)
        return found

    def _anchor(self, i: int) -> bool:
        w = self.words[i]
        if self.opens(i):
            return True
        return self.free(i) and (_byline(w) or bool(STAMP.fullmatch(w) and not PAGE.fullmatch(w)))

    def _titular(self, i: int) -> bool:
        """Could the line be one of a heading group?"""
        w = self.words[i]
        if not self.free(i) or not 2 <= len(w) <= LONGEST or han(w) < 2 or w.endswith(GAP_MARKS):
            return False
        if w[-1] in "。；，、：:,;" or "。" in w or (w[-1] in "”」』" and w[0] in OPENERS and finished(w)):
            return False
        if any(p.fullmatch(w) for p in (PAGE, PATHWAY, RULE, STAMP, marks.BYLINE, BYLINE, BODY)):
            return False
        return not any(p.match(w) for p in (marks.CAPTION, marks.CROSSHEAD, marks.FACT_LINE)) and not (
            marks.credit(w) or OVER.search(w) or ONWARD.search(w)
        )

    def _closed(self, i: int) -> bool:
        """Is what stands above line ``i`` over?"""
        if i == 0 or not self.free(i - 1) or self.blank[i] > self.usual:
            return True
        return ended(self.words[i - 1]) or not self._titular(i - 1) or MASTHEAD.fullmatch(self.words[i - 1]) is not None

    def _ends_above(self, i: int) -> bool:
        """Does the line above show by itself that an article has ended there?"""
        if i == 0:
            return True
        w = self.words[i - 1]
        if self.blank[i] > self.usual or OVER.search(w) or marks.jump_at_end(w):
            return True
        return any(p.fullmatch(w) for p in (RULE, PAGE, PATHWAY))

    def _flows(self, i: int) -> bool:
        """Does an article's text follow: prose, at once or behind a site's lines?"""
        for j in range(i, min(i + 4, len(self.words))):
            w = self.words[j]
            if han(w) >= PROSE and not self._titular(j):
                return True
            beside = any(p.fullmatch(w) for p in (STAMP, PATHWAY, BODY)) or marks.CAPTION.match(w) or marks.FACT_LINE.match(w)
            if not beside:
                return self.opens(j)
        return False
