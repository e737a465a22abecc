"""Endless newspapers' pages and interviews in the ways that papers, sites and typists set them, with their truth.

Lines are the unit here: what a page's make-up does to a newspaper, it does to lines and paragraphs.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from damage_prose import Writer, numeral

PERSONS = ("周启明", "何晓雯", "林若水", "陈知远", "方一舟", "陆青禾", "秦川", "叶知秋", "许望", "苏禾", "江北海", "顾长风")
COLUMNS = ("要闻", "本地新闻", "副刊", "社区观察")


@dataclass(slots=True)
class Page:
    """A text as it should read (``clean``, a line a block) and as the file has it; its headings and what was done to it.

    ``faults`` holds for each fault its kind and the lines that show it mended: they follow each other in the repaired text.
    """

    clean: list[str]
    damaged: list[str]
    headings: list[str]
    turns: int = 0
    faults: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)


@dataclass(slots=True)
class Article:
    """An article's lines: above its text, of its text (crossheads among them), its caption with credit."""

    above: list[str]
    headline: str
    body: list[str]
    crossheads: list[str]
    caption: list[str]


Style = Callable[[Writer, Random, str], tuple[list[str], str]]  # lines above the body, and what its first paragraph opens with


def _party(w: Writer, rng: Random, headline: str) -> tuple[list[str], str]:
    kicker = [f"{w.fill('{means}')}——"] if rng.random() < 0.5 else []
    deck = [f"——{w.pick('city')}{w.pick('trade')}见闻"] if rng.random() < 0.4 else []
    byline = f"本报记者　{'　'.join(rng.sample(PERSONS, rng.randint(1, 2)))}"
    opening = rng.choice(["", "", f"本报{w.pick('city')}{rng.randint(1, 12)}月{rng.randint(1, 28)}日电　"])
    return [*kicker, headline, *deck, byline], opening


def _wire(w: Writer, rng: Random, headline: str) -> tuple[list[str], str]:
    day = f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日"
    return [headline], f"新华社{w.pick('city')}{day}电（记者 {rng.choice(PERSONS)}）"


def _brackets(w: Writer, rng: Random, headline: str) -> tuple[list[str], str]:
    return [headline], rng.choice([f"【记者{rng.choice(PERSONS)}／{w.pick('city')}报导】", "【本报讯】"])


def _reporter(w: Writer, rng: Random, headline: str) -> tuple[list[str], str]:
    return [headline, f"记者{rng.choice(PERSONS)}／{w.pick('city')[:2]}报导"], ""


def _web(w: Writer, rng: Random, headline: str) -> tuple[list[str], str]:
    stamp = f"2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02} {rng.randint(6, 22):02}:{rng.randint(0, 59):02}"
    return [headline, f"{stamp} 来源：{w.pick('city')}在线"], ""


def _column(w: Writer, rng: Random, headline: str) -> tuple[list[str], str]:
    return [rng.choice(COLUMNS), headline, f"□ {rng.choice(PERSONS)}"], ""


STYLES: dict[str, Style] = {
    "party": _party, "wire": _wire, "brackets": _brackets, "reporter": _reporter, "web": _web, "column": _column}


def _article(w: Writer, rng: Random, style: Style, n: int) -> Article:
    headline = rng.choice(["{city}{trade}有了新进展", "{city}：{means}", "{city}这一年：{fact}", "{memory}"])
    headline = w.fill(headline)
    above, opening = style(w, rng, headline)
    cast = rng.choice(["report", "essay"])
    body = [p for p in w.pages(cast, rng.randint(350, 700)) if len(p) >= 30] or [w.paragraph("report")]
    body[0] = opening + body[0]
    crossheads = list[str]()
    if len(body) >= 4 and rng.random() < 0.4:
        for at in (len(body) - 1, 1):
            crossheads.insert(0, f"■ {w.pick('thead')}与{w.pick('thead')}")
            body.insert(at, crossheads[0])
    caption = [f"▲{w.pick('city')}的居民在{w.pick('thead')}边散步，身后是{n + 1}号灯。", f"本报记者　{rng.choice(PERSONS)}　摄"]
    return Article(above, headline, body, crossheads, caption)


def dump(seed: int) -> Page:
    """A newspaper's page or two with three to six articles.

    Jump lines, captions in paragraphs and twice, an article twice, cut paragraphs.
    """
    rng, w = Random(f"dump:{seed}"), Writer(f"dump:{seed}")
    name = rng.choice([*STYLES])
    blank, indent = rng.choice([0, 1]), rng.choice(["　　", "　　", ""])
    articles = [_article(w, rng, STYLES[name], n) for n in range(rng.randint(3, 6))]
    articles = list({a.headline: a for a in articles}.values())
    page = Page([], [], [])
    later: list[list[str]] = []
    if top := rng.random() < 0.5:
        head = [rng.choice(["海州日报", "渡口晚报"]), "2026年3月6日　星期五　第01版"]
        page.clean += head
        page.damaged += [*head, ""]
    for n, a in enumerate(articles):
        page.headings += [a.headline, *a.crossheads]
        fault = rng.choice(["jump", "caption", "caption-twice", "article-twice", "cut", "none"])
        fault = fault if n + 1 < len(articles) or fault not in ("jump",) else "none"
        page.clean += a.above
        lines = [*a.above, ""] if rng.random() < 0.5 else [*a.above]
        whole = [i for i, p in enumerate(a.body) if not p.startswith("■") and i and len(p) >= 60]
        at = rng.choice(whole) if whole else None
        body = [w if w.startswith("■") else indent + w for w in a.body]
        clean = [*a.body]
        if at is not None and fault == "caption":
            k = _inside(rng, a.body[at])
            body[at : at + 1] = [indent + a.body[at][:k], *a.caption, a.body[at][k:]]
            clean[at + 1 : at + 1] = a.caption
            page.faults.append((fault, (a.body[at], *a.caption)))
        elif at is not None and fault == "cut":
            k = _inside(rng, a.body[at])
            body[at : at + 1] = [indent + a.body[at][:k], "", a.body[at][k:]]
            page.faults.append((fault, (a.body[at],)))
        elif at is not None and fault == "jump":
            k = _inside(rng, a.body[at])
            rest = [a.body[at][k:], *body[at + 1 :]]
            body = [*body[:at], indent + a.body[at][:k], "（下转第二版）"]
            later.append([a.headline, "（上接第一版）", *rest] if rng.random() < 0.7 else [f"{a.headline}（上接第一版）", *rest])
            page.faults.append((fault, tuple(a.body[at : at + 2])))
        elif fault in ("caption-twice", "article-twice"):
            clean += a.caption if fault == "caption-twice" else []
            body += a.caption if fault == "caption-twice" else []
            later.append([*a.caption] if fault == "caption-twice" else [*a.above, *body])
            page.faults.append((fault, (a.caption[0],) if fault == "caption-twice" else (a.headline,)))
        page.clean += clean
        page.damaged += _gapped([*lines, *body], blank) + ["", ""][: 1 + blank]
    if later and top:
        page.damaged += ["2026年3月6日　星期五　第02版", ""]
    for lines in later:
        page.damaged += [*_gapped(lines, blank), *["", ""][: 1 + blank]]
    return page


def _inside(rng: Random, words: str) -> int:
    """A place well inside a paragraph, between two Han."""
    places = [i for i in range(24, len(words) - 8) if all("\u4e00" <= c <= "\u9fff" for c in words[i - 1 : i + 1])]
    return rng.choice(places) if places else len(words) // 2


def _gapped(lines: list[str], blank: int) -> list[str]:
    return [x for w in lines for x in (w, *[""] * blank)]


LABELS: dict[str, Callable[[str, str, int], tuple[str, str]]] = {  # how asker and answerer stand before the n-th words
    "names": lambda a, b, n: (f"{a}：", f"{b}："),
    "surnames": lambda a, b, n: (f"{a}：", f"{b}：") if n == 0 else (f"{a[0]}：", f"{b[0]}："),
    "roles": lambda a, b, n: ("记者：", f"{b}："),
    "question": lambda a, b, n: ("问：", "答："),
    "numbered": lambda a, b, n: (f"{n + 1}问：", "答："),
    "latin": lambda a, b, n: (f"Q{n + 1}：", "A："),
    "boxed": lambda a, b, n: ("【记者】", f"【{b}】"),
    "bold": lambda a, b, n: ("**记者：** ", f"**{b}：** "),
    "host": lambda a, b, n: (f"主持人（{a}）：", f"嘉宾　{b}："),
    "clock": lambda a, b, n: (f"00:{n:02}:05 {a}\n", f"00:{n:02}:33 {b}\n"),
    "alone": lambda a, b, n: ("主持人\n", f"{b}\n"),
    "office": lambda a, b, n: (f"{a}：", f"{b[0]}教授："),
}


def interview(seed: int) -> Page:
    """Questions and answers in one of a dozen ways, with the facts of the occasion on top, crossheads or none."""
    rng, w = Random(f"interview:{seed}"), Writer(f"interview:{seed}")
    asker, guest = rng.sample(PERSONS, 2)
    label = LABELS[[*LABELS][seed % len(LABELS)]]
    heads = rng.choice(["none", "none", "plain", "numbered"])
    page = Page([f"{guest}谈{w.pick('trade')}"], [], [])
    if rng.random() < 0.5:
        page.clean.append(f"本刊记者　{asker}")
    if rng.random() < 0.5:
        page.clean += [f"时间：2026年{rng.randint(1, 12)}月{rng.randint(1, 28)}日", f"地点：{w.pick('city')}"]
    page.clean.append(w.paragraph("report"))
    titles = rng.sample(["从哪里开始", "钱从哪里来", "人怎么留下", "以后的日子", "一本旧账", "路通了以后"], 4)
    for n in range(rng.randint(4, 8)):
        if heads != "none" and n % 2 == 0:
            title = f"{numeral(n // 2 + 1)}、{titles[n // 2]}" if heads == "numbered" else titles[n // 2]
            page.clean.append(title)
            page.headings.append(title)
        ask, answer = label(asker, guest, n)
        page.clean += (ask + w.fill("{topic}") + "？").split("\n")
        said = [p for p in w.pages("report", rng.randint(60, 300)) if "：" not in p[:14]] or ["还要再等一等。"]
        page.clean += (answer + said[0]).split("\n")
        page.clean += said[1:]
        page.turns += 2
    blank = rng.choice([0, 1])
    indent = rng.choice(["　　", ""])
    flush = [page.clean[0], *page.headings]
    page.damaged = _gapped([line if line in flush else indent + line for line in page.clean], blank)
    return page
