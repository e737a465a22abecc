"""Plays (剧本): cast lists, stage directions, speeches in all the ways that scripts name their speakers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from convert.blocks.kinds import Found, Kind, Page
from convert.blocks.labels import KEY, SPEECH_VERB, Label
from convert.blocks.lines import GAP_MARKS, han

SPACED = r"[\u4e00-\u9fff](?:[ 　]{1,4}[\u4e00-\u9fff]){1,3}"  # a letter-spaced name: 秋　桂
PLAIN = r"[\u4e00-\u9fffA-Za-z0-9·、]{1,10}"
MANNER = r"(?:[（(〔\[][^（()）〔〕\[\]]{1,30}[)）〕\]])?"
COLON = re.compile(rf"(?P<name>{SPACED}|{PLAIN}){MANNER}[：:](?!//)")
BLANK = re.compile(rf"(?P<name>{SPACED}|[\u4e00-\u9fff·、]{{1,8}})(?:　|\t|  )[ 　\t]*(?=\S)")
BOXED = re.compile(rf"[【\[［](?P<name>{SPACED}|[\u4e00-\u9fff·]{{2,6}})[】\]］](?=\s*\S)")
PARTS = (
    "正末|正旦|外旦|外末|副末|副净|副淨|冲末|小末|旦儿|旦兒|卜儿|卜兒|孛老|俫儿|俫兒|搽旦|贴旦|貼旦|老旦|小旦|小生|老生|老外|"
    "众|眾|末|旦|净|淨|丑|外|生|贴|貼|杂|雜"
)
SUNG = re.compile(  # 杂剧: （正末唱），（卜儿上，云）; 传奇: 〔生〕
    rf"[（(〔](?:(?P<part>{PARTS})|(?P<name>[\u4e00-\u9fff]{{1,5}}?))"
    r"(?=[上做作扮领領引背向见見云唱白念，,诗詩同再又])(?P<does>[^（()）〔〕]{0,24}?(?:云|唱|白|念|[诗詩詞词]曰|吟))[)）〕]"
    rf"|[（(〔](?P<bare>{PARTS})[)）〕](?=\s*\S)"
)
TUNE = re.compile(r"(?:【[\u4e00-\u9fff]{1,6}】)+(?=\s*\S)")  # 曲牌
CAST = re.compile(
    r"[【\[（(]?(?:人[ 　]*物表?|[剧劇]中人物?表?|[登出][场場]人物表?|角[ 　]*色表?|人物[介简簡][绍紹介]|[脚腳]色表?)"
    r"[】\])）]?[：:]?"
)
FACT = re.compile(
    r"(?:[编編][ 　]*[剧劇]|[导導][ 　]*演|作[ 　]*者|原[ 　]*著|改[ 　]*[编編]|"
    r"[时時][ 　]*[间間代]?|地[ 　]*[点點]?|布[ 　]*景|[场場]?[ 　]*景|背[ 　]*景|舞台|"
    r"字幕|[画畫]外音?|旁注|音[乐樂效]|道具|题目|題目|正名)"
    r"(?:[：:　\t]|  )"
)
SETTING = re.compile(r"(?:[时時][ 　]*[间間]|地[ 　]*[点點]|布[ 　]*景|舞台)(?:$|[：:]|　|  )")
ACT = re.compile(r"第[〇一二三四五六七八九十0-9]{1,3}[幕场場折出齣](?:[\s　:：]\S.{0,20})?$|楔子$|[序尾]幕$")
SCREEN = re.compile(  # 1．邮局　日　内; 第1场　夜　外　山路
    r"[\s　，,、/](?:(?:[日夜晨昏]|黄昏|黃昏|黎明|清晨|傍晚|白天)[\s　，,、/]*(?:[内外內]景?(?=$|[\s　，,、/])|$)|"
    r"[内外內]景?[\s　，,、/]*[日夜晨昏]?$)"
)
CURTAIN = re.compile(
    r"[大二]?幕(?:[启啟开開落闭閉前]|徐徐|[缓緩][缓緩]|急)|[灯燈](?:亮|暗|[渐漸]|光)|暗[转轉]|[剧劇][终終]$"
)
BRACKET = re.compile(r"[△▲]|〔(?!原文)(?=[^〕]{3})[^〕]*〕?$|［[^］]{4,}］?$")
WHOLE = re.compile(r"[（(][^（()）]{2,}[)）]$")
STAGE = re.compile(
    r"幕|[上下][。）)]?$|[灯燈]|[场場]|[闪閃]回|[转轉]|[剧劇][终終]|[静靜]|声|聲|音[乐樂]|[进進出][来來去]|科[)）]$"
)
GIVEN = re.compile(rf"{CAST.pattern}(?<=[：:])(?P<names>.+)$")  # 人物：阿荣伯，摆渡人。
GENRE = re.compile(r"[剧劇]本?[)）]$")  # （独幕话剧）
FIRST = re.compile(r"[—－：:，,（(。．.]|--|　{2,}| {2,}")  # what ends a name in a cast
LONGEST_CAST = 120
HABIT = 4  # so many labelled lines make a habit


def drama(page: Page) -> dict[int, Found]:
    """The cast, directions and speeches of a play; nothing where the text shows fewer than two signs of being one.

    Signs: acts, scenes of a film; stage directions; a cast list; speeches with their manner in brackets; sung parts.
    """
    signs, directions, casts, film = _signs(page)
    if signs < 2:
        return {}
    out = {i: Found(Kind.DIRECTION) for i in directions}
    out |= {i: Found(Kind.HEAD) for i in page.edges if ACT.match(page.words[i]) and page.free(i) and page.own(i)}
    names: set[str] = set()
    for i in casts:
        for j, name in _cast(page, i, out):
            out[j] = Found(Kind.MEMBER)
            names |= name
    rest = [i for i in range(len(page.words)) if i not in out and _open(page, i)]
    said = [i for i in rest if not FACT.match(page.words[i])]
    out |= _sung(page, said)
    out |= _speeches(page, [i for i in said if i not in out], names)
    for i in rest:
        if (m := SETTING.match(page.words[i])) and i < LONGEST_CAST:
            out[i] = Found(Kind.DIRECTION)
            if m.end() == len(page.words[i]) and i + 1 in rest and i + 1 not in out:  # 地点 alone, the place below it
                out[i + 1] = Found(Kind.DIRECTION)
    begun = min(out, default=len(page.words))  # above are the title's lines
    for i in rest:
        if i > begun and i not in out and WHOLE.fullmatch(page.words[i]):
            out[i] = Found(Kind.DIRECTION)
    if film and any(f.kind is Kind.TURN for f in out.values()):  # what nobody says is seen
        opened = next(i for i, k in enumerate(page.kind) if k is Kind.HEAD)
        seen = (i for i, w in enumerate(page.words) if i > opened and page.free(i) and w[-1] not in "，、")
        out |= {i: Found(Kind.DIRECTION) for i in seen if i not in out}
    return out


def _open(page: Page, i: int) -> bool:
    """May the line be a play's: free, or taken for a speech by its colon alone?"""
    return page.own(i) and (page.free(i) or page.kind[i] is Kind.TURN)


def _signs(page: Page) -> tuple[int, list[int], list[int], bool]:
    """How many signs of a play; the lines that are directions, those that head casts; are its scenes a film's?"""
    directions, casts = list[int](), list[int]()
    acts = scenes = manners = sung = 0
    for i in page.edges:
        w = page.words[i]
        if page.kind[i] is Kind.HEAD:
            acts += bool(ACT.match(w))
            scenes += bool(SCREEN.search(w))
        elif not _open(page, i):
            continue
        elif ACT.match(w):  # the only one of its kind, which proves no heading by itself
            acts += 1
        elif (w[0] in "〔［△▲" and BRACKET.match(w) and not w.startswith(GAP_MARKS)) or (CURTAIN.match(w) and len(w) < 200):
            directions.append(i)
        elif w[0] in "（(" and ((WHOLE.match(w) and STAGE.search(w[:-1]) and not GENRE.search(w)) or SUNG.match(w)):
            sung += bool(SUNG.match(w))
            if WHOLE.match(w) and not SUNG.match(w):
                directions.append(i)
        elif CAST.match(w) and (CAST.fullmatch(w) or GIVEN.match(w)):
            casts.append(i)
        elif len(w) > 3:
            manners += bool(_manner(w))
    signs = (acts > 0) + (scenes >= 2) + (len(directions) >= 2) + bool(casts) + (manners >= 3) + 2 * (sung >= 3)
    return signs, directions, casts, scenes >= 2


def _manner(words: str) -> bool:
    """秋桂：（笑）…, 秋桂　（笑）…, 秋桂（笑）：…"""
    m = COLON.match(words) or BLANK.match(words)
    return m is not None and ("（" in m[0] or "(" in m[0] or words[m.end() : m.end() + 1] in ("（", "("))


def _cast(page: Page, start: int, taken: dict[int, Found]) -> Iterator[tuple[int, set[str]]]:
    """The lines below a cast list's head, each with the names it gives."""
    given = GIVEN.match(page.words[start])
    known = _names(given["names"], every=True) if given else set()
    yield start, known
    if given and start > 0 and page.kind[start - 1] is Kind.HEAD:  # a scene's own list is one line
        return
    for i in range(start + 1, min(start + 1 + LONGEST_CAST, len(page.words))):
        w = page.words[i]
        if not _open(page, i) or i in taken or FACT.match(w) or CAST.fullmatch(w) or ACT.match(w):
            return
        name = FIRST.split(w, maxsplit=1)[0]
        spoken = len(re.findall("[。！？]", w)) and not re.search(r"[—－]|--", w) and w[len(name) : len(name) + 1] not in "，："
        names = _names(w)
        if (names & known and re.match("[：:　（(]", w[len(name) :] or " ")) or (spoken and han(w) > 30):
            return
        known |= names
        yield i, names


def _names(words: str, *, every: bool = False) -> set[str]:
    """The names that a line of a cast begins with, or that its clauses begin with."""
    parts = re.split("[；;，,、。]", words) if every else FIRST.split(words, maxsplit=1)[0].split("、")
    return {name for part in parts if 1 <= len(name := _bare(FIRST.split(part, maxsplit=1)[0])) <= 6}


def _bare(name: str) -> str:
    return re.sub(r"[\s　]", "", name)


def _sung(page: Page, rest: list[int]) -> dict[int, Found]:
    """Parts of old plays in brackets before their words, and the tunes they sing to."""
    out: dict[int, Found] = {}
    spoken = [(i, m) for i in rest if (m := SUNG.match(page.words[i]))]
    if len(spoken) >= 3:
        for i, m in spoken:
            name = m["part"] or m["bare"] or m["name"]
            if name and not re.match("[云唱白念诗詩带帶做背向]", name):
                out[i] = Found(Kind.TURN, m.end(), Label(name, None, False))
    tunes = [i for i in rest if page.words[i][0] == "【" and TUNE.match(page.words[i])]
    if len(tunes) >= 2 and len(spoken) >= 3:
        out |= {i: Found(Kind.VERSE) for i in tunes}
    return out


def _speeches(page: Page, rest: list[int], cast: set[str]) -> dict[int, Found]:
    """The way of naming speakers that most lines follow, and then every line that follows it."""
    best: dict[int, Found] = {}
    known: set[str] = set()
    for form in (COLON, BLANK, BOXED):
        read = [(i, m, _bare(m["name"])) for i in rest if (m := form.match(page.words[i]))]
        read = [(i, m, n) for i, m, n in read if not KEY.match(n) and not SPEECH_VERB.search(n) and not n.isdigit()]
        times = Counter(n for _, _, n in read)
        sure = [(i, m, n) for i, m, n in read if times[n] >= 2 or n in cast]
        if len(sure) < HABIT and (not cast or len(sure) < 3):
            continue
        if form is COLON and len({n for _, _, n in sure}) >= 2:
            sure = [(i, m, n) for i, m, n in read if times[n] >= 2 or n in cast or len(n) <= 5]
        if len(sure) > len(best) and len({n for _, _, n in sure}) >= 2:
            best = {i: Found(Kind.TURN, m.end(), Label(n, None, False)) for i, m, n in sure}
            known = {n for n in times if times[n] >= 2} | cast
    alone = [i for i in rest if len(page.words[i]) <= 9 and _bare(page.words[i]).rstrip("：:") in cast]
    if len(alone) > max(len(best), HABIT) and len({page.words[i] for i in alone}) >= 2:  # names on lines of their own
        best, known = {}, cast
    elif not best:
        return {}
    for i in rest:
        if i not in best and len(page.words[i]) <= 9 and (name := _bare(page.words[i]).rstrip("：:")) in known:
            best[i] = Found(Kind.TURN, len(page.words[i]), Label(name, None, False))
    return best
