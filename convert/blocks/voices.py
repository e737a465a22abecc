"""Who speaks where (谁在说话): the turns of interviews and transcripts, in every way that they name their speakers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from convert.blocks.kinds import Found, Kind, Page
from convert.blocks.labels import ANSWERER, ASKER, KEY, OUTLET, Label, candidate
from convert.blocks.lines import ended, finished, han
from convert.blocks.persons import SURNAMES, named
from convert.blocks.told import labelled

CLOCK = r"[\[（(【]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\]）)】]?"
WHO = r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z0-9·.]{0,11}(?:[ 　]{1,2}[\u4e00-\u9fffA-Za-z0-9·]{1,8})?"
STAMPED = re.compile(rf"{CLOCK}[\s　]+(?P<label>{WHO})[：:]?$|(?P<name>{WHO})[\s　]+{CLOCK}$")  # 00:12:33 王磊; 发言人 1  00:12
TIMED = re.compile(rf"{CLOCK}[\s　]*(?=\S)")
BOXED = re.compile(r"[【\[［〔](?P<label>[^【】\[\]［］〔〕：:，。]{1,14})[】\]］〕][：:]?[\s　]*(?=\S)")
BOLD = re.compile(r"(?:\*\*|__)(?P<label>[^*_：:]{1,26})(?:[：:]\s*(?:\*\*|__)|(?:\*\*|__)\s*[：:])")
ALONE = re.compile(r"[\u4e00-\u9fff·]{2,6}|[QA]\d{0,3}|[问答問]|[A-Z][A-Za-z.]{1,14}(?: [A-Z][A-Za-z.]{0,14}){0,2}")
ROLE = re.compile(
    r"(?:主持人?|[记記]者|[嘉来來][宾賓]|[观觀][众眾]|[问問]|答|Q|A|[发發]言人|[编編]者|[访訪]者)[一二三四五六七八九十甲乙丙丁ABCD0-9]{0,2}"
)
OFFICE = re.compile(
    r"(?:[长長]|主任|[书書][记記]|教授|老[师師]|先生|女士|院士|律[师師]|代理人|[证證]人|被告人?|原告|[员員]|[师師]|董事|[总總]|博士)$"
)
SOME = re.compile(r"[^：:]{0,40}[：:]|[【\[［〔]|.{1,20}$")  # without a colon, a bracket or brevity no line names anybody
CAST = 12  # characters of a name list's line: 主持人：阿澜
FEW = 3  # turns that make a conversation, where someone is seen to ask


class Voice(NamedTuple):
    """A line's speaker: the words that name him, how many characters they take with their mark, and how they stand.

    ``form``: ``colon``, ``boxed`` (【记者】), ``clock`` (with a time) or ``alone`` (a line of its own).
    """

    words: str
    length: int
    form: str


def voice(line: str, told: Iterable[str] = ()) -> Voice | None:
    """What a line would be if it named a speaker.

    >>> [voice(line).words for line in ("**记者：** 您好", "00:12:33 王磊", "【主持人】请问", "老周（笑）：好。")]
    ['记者', '王磊', '主持人', '老周（笑）']
    """
    if told and (name := labelled(line, told)):
        return Voice(name, len(name) + 1, "colon")
    if not SOME.match(line):
        return None
    if m := BOLD.match(line):
        return Voice(m["label"].strip(), m.end(), "colon")
    if m := STAMPED.fullmatch(line):
        return Voice((m["label"] or m["name"]).strip(), m.end(), "clock")
    if m := BOXED.match(line):
        return Voice(m["label"].strip(), m.end(), "boxed")
    clock = TIMED.match(line)
    start = clock.end() if clock else 0
    if words := candidate(line[start:]):
        return Voice(words, start + len(words) + 1, "clock" if clock else "colon")
    return Voice(line, len(line), "alone") if len(line) <= 20 and ALONE.fullmatch(line) else None


def voices(page: Page, told: Sequence[str] = ()) -> dict[int, Found]:
    """The lines that begin a turn, each with its label; nothing where the text is no conversation.

    A label that says its role (记者, 问, 主持人) needs one companion; a bare name must come back, and most of its lines must
    not go on with a quotation, as narrated speech does. Once a conversation is seen, a surname stands for its full name and
    a name given once is one. What names a fact (时间, 来源, 要求) names nobody, nor does a list of those present.
    """
    own = [i for i in page.edges if page.free(i) and page.own(i)]
    found = {i: v for i in own if (v := voice(page.words[i], told)) is not None}
    unsaid = _facts(page.words, found) | _timetable(page.words, found)
    found = {i: v for i, v in found.items() if v.words in told or i not in unsaid}
    names = _names(page.words, found, told)
    turns = {i: v for i, v in found.items() if (v.form, stem(v.words)) in names}
    if not told and not _conversation(turns, len(page.words)):
        return {}
    people = {stem(v.words) for v in turns.values()}
    turns |= {i: v for i, v in found.items() if i not in turns and _joins(v, people, len(turns))}
    asks = _askers(page.words, turns)
    full = _full([stem(v.words) for v in turns.values()])
    return {i: Found(Kind.TURN, v.length, _label(v, asks, full)) for i, v in turns.items()}


def stem(words: str) -> str:
    """A label without its manner and its letter-spacing: 老周（笑） and 老　周 are 老周.

    >>> stem("老周（笑）"), stem("王　毅"), stem("发言人 1")
    ('老周', '王毅', '发言人1')
    """
    return re.sub(r"[（(][^（()）]*[)）]$|[\s　*_]", "", words) or words


def _facts(words: Sequence[str], found: dict[int, Voice]) -> set[int]:
    """The lines that state a fact (地点：北京), and those at the top that list who is present (主持人：阿澜)."""
    out, spoken = set(), False
    row: list[int] = []
    for i in sorted(found):
        v = found[i]
        rest = words[i][v.length :].strip()
        key = v.form == "colon" and KEY.match(v.words) is not None and v.words not in ("记者", "記者")
        short = v.form == "colon" and 0 < len(rest) <= CAST and not re.search("[，。？！；…?!]", rest)
        row = [*row, i] if row and row[-1] == i - 1 else [i]
        if key:
            out.add(i)
        elif not short:
            spoken, row = True, []
        if not spoken and any(j in out for j in row):
            out.update(row)
    return out


def _timetable(words: Sequence[str], found: dict[int, Voice]) -> set[int]:
    """The lines of a timetable (6:30　起床): a time and a few words, and nothing said on them or below most of them."""
    alone = [i for i, v in found.items() if v.form == "clock" and v.length == len(words[i])]
    silent = [i for i in alone if i + 1 == len(words) or TIMED.match(words[i + 1])]
    return set(alone) if 2 * len(silent) >= len(alone) else set()


def _names(words: Sequence[str], found: dict[int, Voice], told: Sequence[str]) -> set[tuple[str, str]]:
    """The labels that name speakers, each with the form it stands in."""
    seen: Counter[tuple[str, str]] = Counter()
    quoted: Counter[tuple[str, str]] = Counter()
    closed: Counter[tuple[str, str]] = Counter()  # what is said ends as sentences do; a headline with a colon does not
    for i, v in found.items():
        key = v.form, stem(v.words)
        seen[key] += 1
        quoted[key] += words[i][v.length :].lstrip()[:1] in ("“", "「", "『", '"')
        closed[key] += ended(words[i]) or len(words[i]) == v.length
    out = set()
    alone, clocked = _alone(words, found), sum(v.form == "clock" for v in found.values())
    for (form, name), n in seen.items():
        narrated = quoted[form, name] * 2 > n
        role = ASKER.search(name) or ANSWERER.search(name)
        if form == "alone":
            right = name in alone
        elif KEY.match(name) and not (name in ("记者", "記者") and n >= 2):
            right = False
        elif form == "boxed":
            person = bool(role) or (n >= 2 and (named(name) or OFFICE.search(name) is not None))
            right = person and not re.search("[讯訊电電导導道]$", name)
        elif form == "clock":
            right = clocked >= 4 and (n >= 2 or bool(role))
        else:
            right = bool(role) or (n >= 2 and len(name) <= 12 and 2 * closed[form, name] >= n)
        if (right and not narrated) or name in told:
            out.add((form, name))
    return out


def _alone(words: Sequence[str], found: dict[int, Voice]) -> set[str]:
    """Names on lines of their own: two or more that each come back, in turn, with words below every one."""
    at = [i for i, v in found.items() if v.form == "alone" and i + 1 < len(words)]
    seen = Counter(words[i] for i in at)
    back = {w for w, n in seen.items() if n >= 2 and not KEY.match(w)}
    lines = [i for i in at if words[i] in back]
    known = (len(lines) >= 5 and any(ROLE.fullmatch(w) for w in back)) or (len(lines) >= 6 and all(map(named, back)))
    if len(back) < 2 or not known:
        return set()
    apart = all(b - a >= 2 for a, b in pairwise(lines))
    spoken = sum(han(words[i + 1]) >= 8 or finished(words[i + 1]) for i in lines)
    often = len(words) <= 15 * len(lines)
    return back if apart and often and spoken * 10 >= len(lines) * 9 else set()


def _conversation(turns: dict[int, Voice], total: int) -> bool:
    """Are there enough turns, of two speakers or more?"""
    people = {stem(v.words) for v in turns.values()}
    if len(turns) < FEW or len(people) < 2:
        return False
    return any(ASKER.search(p) for p in people) or len(turns) >= max(6, total // 20)


def _joins(v: Voice, people: set[str], turns: int) -> bool:
    """Is a label that stands once one more speaker: a surname or full name of one known, a name, an office?"""
    name = stem(v.words)
    if v.form == "alone" or KEY.match(name) or turns < 2 * FEW:
        return v.form == "alone" and name in people
    if any(p != name and (p.startswith(name) or name.startswith(p)) and name[:1] in SURNAMES for p in people):
        return True
    last = re.split(r"[\s　]", v.words.strip())[-1]
    return len(v.words) <= 16 and (named(name) or named(last) or bool(OFFICE.search(name) and v.form == "colon"))


def _askers(words: Sequence[str], turns: dict[int, Voice]) -> set[str]:
    """Who asks: by the label; else the one whose turns are questions, where the others' are not."""
    people = {stem(v.words) for v in turns.values()}
    by_role = {p for p in people if ASKER.search(p)}
    if by_role:
        return by_role
    said: defaultdict[str, list[bool]] = defaultdict(list)
    for i, v in turns.items():
        said[stem(v.words)].append(words[i].rstrip("”」』）)").endswith(("？", "?")))
    full = _full(said)
    share: defaultdict[str, list[bool]] = defaultdict(list)
    for name, asked in said.items():
        share[full.get(name, name)] += asked
    asking = {p for p, asked in share.items() if len(asked) >= 2 and sum(asked) * 5 >= 3 * len(asked)}
    quiet = all(sum(asked) * 4 <= len(asked) for p, asked in share.items() if p not in asking)
    return {n for n in said if full.get(n, n) in asking} if len(asking) == 1 and len(share) > 1 and quiet else set()


def _full(people: Iterable[str]) -> dict[str, str]:
    """The full name for each surname, where one speaker alone bears it."""
    people = set(people)
    out = {}
    for name in people:
        if len(name) == 1 and name in SURNAMES:
            bearers = [p for p in people if len(p) > 1 and p.startswith(name) and named(p)]
            if len(bearers) == 1:
                out[name] = bearers[0]
    return out


def _label(v: Voice, asks: set[str], full: dict[str, str]) -> Label:
    name = stem(v.words)
    outlet = OUTLET.match(v.words)
    said = v.words if name == stem(full.get(name, name)) else full[name]
    return Label(said, outlet["outlet"] if outlet else None, name in asks, "主持" in v.words)
