"""Plays, reports at three levels, and prose with verse, made by the grammar, with the truth of every line's part.

A line of such a work is found if the tree has it as what it is, word for word: a speech with its speaker, a direction, a
line of verse, an address, a signature. What the tree has besides is invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from damage import Damaged
from damage_heads import bare
from damage_prose import Chapter, Work, Writer, numeral
from damage_score import Verdict, judge

from convert.clean import clean
from convert.parse import parse
from convert.read import read
from convert.tree import Document, Item, Line, Paragraph, ParagraphRole, Turn, walk, words

STAGED = ("play", "outline", "verse")
PLAYERS = ("阿荣伯", "秋月", "程工", "船老大", "小满", "货郎")
MANNERS = ("笑", "低声", "站起来", "望着窗外", "摇头", "停了一停")
PARTS = {ParagraphRole.DIRECTION: "direction", ParagraphRole.ADDRESS: "address", ParagraphRole.SIGNATURE: "signature"}
FIVE = (
    "孤岛三十年，青灯伴白头。", "江水去不回，人老渡船头。", "一夜风吹雨，满城花落声。", "山深云作伴，月冷竹为邻。",
    "旧信压箱底，新愁上客舟。", "灯火三更后，书声一巷中。",
)
SEVEN = (
    "十里桃花随水去，一船明月载人归。", "莫道归舟无处泊，渡头灯火已黄昏。", "老去不知身是客，梦中犹听打桩声。",
    "春风不管人间事，吹绿江南第几回。", "千家灯火连江起，一夜书声到枕边。", "青山不语看人老，白发无情上镜多。",
)


@dataclass(frozen=True, slots=True)
class Staged(Work):
    """A work that knows what its lines are: {line: part}; a speech is named by its speaker too."""

    parts: dict[str, str] = field(default_factory=dict)
    speakers: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[tuple[str, str]]:
        """As of any work; a line of verse is no paragraph to indent, wrap or cut."""
        plain = Work(self.genre, self.title, self.author, self.chapters).blocks
        return [("verse" if self.parts.get(w) == "verse" and role == "body" else role, w) for role, w in plain]

    @property
    def truth(self) -> Counter[tuple[str, str]]:
        """What must be found: each part with its words, speeches with their speakers."""
        return Counter((part, _named(self.speakers.get(line, ""), line)) for line, part in self.parts.items())


def _named(speaker: str, line: str) -> str:
    """Words alone: a label is gone from the line, blanks too."""
    return f"{speaker}|{bare(line)[len(bare(speaker)) :].lstrip('：') if speaker else bare(line)}"


def stage(genre: str, seed: int = 0, size: int = 5000) -> Staged:
    """A clean work of one of ``STAGED``; the same arguments give the same work."""
    w = Writer(f"{genre}:{seed}")
    return {"play": _play, "outline": _outline, "verse": _verse}[genre](w, seed, size)


def _play(w: Writer, seed: int, size: int) -> Staged:
    """Acts of speeches: labels with a colon, letter-spaced, or with a blank alone; manners in brackets; a song."""
    parts: dict[str, str] = {}
    speakers: dict[str, str] = {}
    players = w.rng.sample(PLAYERS, 4)
    cast = [f"{p}——{w.pick('how')[:-1]}，{w.pick('act')}的人。" for p in players]
    parts |= dict.fromkeys(cast, "member")
    parts |= dict.fromkeys(place := (f"时间：{w.pick('when')}。", f"地点：{w.pick('where')}。"), "direction")
    chapters = [Chapter(None, ("人物：", *cast, *place))]
    acts = max(2, min(4, size // 1500))
    for n in range(1, acts + 1):
        lines = [_direction(w, f"幕启。{w.pick('where')}，{w.pick('sky')}")]
        parts[lines[0]] = "direction"
        while sum(map(len, lines)) < size // acts:
            if w.rng.random() < 0.15:
                lines.append(_direction(w, f"{w.rng.choice(players)}{w.pick('act')}，{w.pick('mind')}"))
                parts[lines[-1]] = "direction"
                continue
            who = w.rng.choice(players)
            manner = f"（{w.rng.choice(MANNERS)}）" if w.rng.random() < 0.3 else ""
            line = _label(who, seed) + manner + w.sentence("{say}。{mind}，{say}，{say}。")
            if line not in parts:
                lines.append(line)
                parts[line], speakers[line] = "speech", who
        if n == 2:
            lines.append(_label(players[0], seed) + "（低声唱）")
            parts[lines[-1]], speakers[lines[-1]] = "speech", players[0]
            lines += (song := w.rng.sample(SEVEN, 2))
            parts |= dict.fromkeys(song, "verse")
        chapters.append(Chapter(f"第{numeral(n)}{'场' if seed % 2 else '幕'}", tuple(lines)))
    return Staged("play", f"{w.pick('thead')}人家", "林疏影　著", tuple(chapters), parts, speakers)


def _direction(w: Writer, about: str) -> str:
    return f"〔{about}，{w.pick('sky')}。"


def _label(who: str, seed: int) -> str:
    name = "　".join(who) if len(who) == 2 else who
    return name + ("：", "：", "　")[seed % 3]


def _outline(w: Writer, seed: int, size: int) -> Staged:
    """A report at three levels with an address, lists and a signature; run-in numbers that head nothing."""
    parts = {"各位代表：": "address"}
    chapters = [Chapter(None, ("各位代表：", *w.pages("report", 200)))]
    sections = max(2, size // 2400)
    for n in range(1, sections + 1):
        chapters.append(Chapter(f"{numeral(n)}、{w.pick('year')}年{w.pick('trade')}情况", w.pages("report", 150)))
        for k, trade in enumerate(w.rng.sample(w_slots("trade"), 3), 1):
            body = w.pages("report", size // sections // 6)
            if k == 2:
                body += tuple(f"{i}.{w.sentence('{means}，{means}，{fact}，{aim}')}。" for i in range(1, 4))
            chapters.append(Chapter(f"（{numeral(k)}）{trade}取得新成效", body if k != 3 else ()))
            if k == 3:
                deeper = size // sections // 8
                chapters += [Chapter(f"{i}.{w.pick('means')}", w.pages("report", deeper)) for i in (1, 2)]
    signed = (f"{w.pick('city')}人民政府", f"{w.pick('year')}年{w.pick('month')}月{w.pick('day')}日")
    parts |= dict.fromkeys(signed, "signature")
    last = chapters[-1]
    chapters[-1] = Chapter(last.heading, (*last.paragraphs, *signed))
    return Staged("outline", "政府工作报告", None, tuple(chapters), parts)


def w_slots(name: str) -> list[str]:
    """The words of one slot of the grammar."""
    from damage_prose import SLOTS

    return SLOTS[name]


def _verse(w: Writer, seed: int, size: int) -> Staged:
    """Chapters of prose with poems announced in them, as old novels have."""
    parts: dict[str, str] = {}
    chapters: list[Chapter] = []
    poems = [*w.rng.sample(SEVEN, len(SEVEN)), *w.rng.sample(FIVE, len(FIVE))]
    count = max(3, size // 1600)
    for n in range(1, count + 1):
        body = list(w.pages("novel", size // count, 0.2))
        poem = poems[2 * n - 2 : 2 * n]
        announced = f"{w.sentence('{when}，{sky}，{who}{how}{act}')}。有诗为证："
        at = w.rng.randint(1, len(body) - 1)
        body[at:at] = [announced, *poem]
        parts |= dict.fromkeys(poem, "verse")
        chapters.append(Chapter(f"第{numeral(n)}回　{w.pick('couplet')}", tuple(body)))
        if 2 * n + 2 > len(poems):
            break
    return Staged("verse", f"{w.pick('thead')}外史", "作者：沈一苇", tuple(chapters), parts)


def found(document: Document) -> Iterator[tuple[str, str]]:
    """What a tree holds of the parts."""
    for node, ancestors in walk(document):
        match node:
            case Turn(speaker=speaker, children=children):
                yield "speech", f"{bare(speaker)}|{bare(words(children[0])) if children else ''}"
            case Line():
                yield "verse", f"|{bare(words(node))}"
            case Paragraph(role=role) if role in PARTS:
                yield PARTS[role], f"|{bare(words(node))}"
            case Paragraph() if ancestors and isinstance(ancestors[-1], Item) and "——" in words(node):
                yield "member", f"|{bare(words(node))}"


def tell(damaged: Damaged) -> tuple[Verdict, dict[str, tuple[int, int, int]]]:
    """Clean and parse a damaged work of these: the verdict on its words, and for each part how many are true, given, right."""
    assert isinstance(damaged.work, Staged)
    cleaned = clean(read(damaged.raw, "sample"))
    true, given = damaged.work.truth, Counter(found(parse(cleaned.text, cleaned.held)))
    kinds = sorted({k for k, _ in true})
    sums = {k: tuple(sum(n for (kind, _), n in c.items() if kind == k) for c in (true, given, true & given)) for k in kinds}
    return judge(damaged, cleaned), {k: (a, b, c) for k, (a, b, c) in sums.items()}
