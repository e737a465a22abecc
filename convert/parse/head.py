"""Heading groups (题组): the document's own title lines, a section's number and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from convert.blocks import Block
from convert.blocks.heads import LOOSE
from convert.blocks.letters import BODY_OF
from convert.blocks.lines import han
from convert.blocks.marks import TITLED
from convert.blocks.persons import named
from convert.parse.inline import Inlines
from convert.parse.roles import DASHES, OFFICE, roles, signs
from convert.tree import Head, HeadLine, HeadRole, Meta, words

AUTHOR = re.compile(
    r"(?:作者|[编編][剧劇]|"
    r"原著者?|[编編]著者?|著者?|文|撰文|[记記]者|本[报報刊][记記]者|[新]?[华華]社[记記]者)\s*[：:／/\s　]\s*(?P<name>.+)$"
)
SIGNED = re.compile(r"(?P<name>.{2,20}?)[\s　]*(?:[编編]著|著)$")
OPENING = re.compile(r"《(?P<title>[^《》]{1,20})》")
SLASHED = re.compile(
    r"[\[［【]?\s*(?P<title>[^／/《》]{1,30}?)\s*(?:\s[／/]\s|作者\s*[：:])\s*(?P<creator>[^／/]{2,16}?)\s*著?\s*[\]］】]?"
)
SPACED = re.compile(  # 史记　　汉·司马迁; 夜航　　林舟 著
    r"(?P<title>\S{1,20})[ 　]{2,}"
    r"(?P<creator>\S{1,2}[·•][\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff·]{2,8}(?=[ 　]*[著撰编編]$))[ 　]*(?:著|撰|[编編]著?)?"
)
ISSUED = re.compile(
    r"(?:[报報]告书?|[纪紀]要|通知|通[报報]|公告|公[报報]|[决決][定议議]|意[见見]|[办辦]法|[条條]例|章程|[规規][划劃定]|方案|[总總][结結]|[说說]明书?|函)$"
)
ERA = re.compile(r"^[（(〔\[]\S{1,3}[)）〕\]]|^\S{1,2}[·•]")


def title_head(blocks: Sequence[Block], chars: str, inlines: Inlines) -> Head | None:
    """The lines above everything: which is kicker, headline, deck, byline.

    A line that ends in —— leads to the headline below it, one that begins with —— explains the headline above it. Without
    such a sign the first line is the headline, but for a body's name (某某县人民政府) above what it has issued.
    """
    if not blocks:
        return None
    lines = [b.words(chars) for b in blocks]
    given = [
        HeadRole.BYLINE if signs(w, first=i == 0) and not w.startswith(DASHES) else None for i, w in enumerate(lines)
    ]
    if len(lines) > 1 and OFFICE.fullmatch(lines[0]) and given[1] is None:
        given[0] = HeadRole.BYLINE  # 县委书记　某某, above what he said
    titles = [i for i, r in enumerate(given) if r is None]
    for i in titles[:-1]:
        if lines[i].endswith(DASHES):
            given[i] = HeadRole.KICKER
    for i in titles[1:]:
        if lines[i].startswith(DASHES):
            given[i] = HeadRole.DECK
    rest = [i for i in titles if given[i] is None]
    issued = len(rest) > 1 and BODY_OF.fullmatch(lines[rest[0]]) and ISSUED.search(lines[rest[1]])
    order = [HeadRole.KICKER, HeadRole.HEADLINE] if issued else [HeadRole.HEADLINE]
    for n, i in enumerate(rest):
        given[i] = order[n] if n < len(order) else HeadRole.DECK
    return Head(
        at=(blocks[0].at[0], blocks[-1].at[1]),
        children=tuple(
            HeadLine(at=b.at, role=role or HeadRole.DECK, children=inlines(*b.at)) for b, role in zip(blocks, given, strict=True)
        ),
    )


def article_head(blocks: Sequence[Block], chars: str, inlines: Inlines) -> Head:
    """The heading group of one of several articles; what only signs it is its headline where nothing else stands there."""
    given = roles([b.words(chars) for b in blocks])
    if HeadRole.HEADLINE not in given:
        given[0] = HeadRole.HEADLINE
    return Head(
        at=(blocks[0].at[0], blocks[-1].at[1]),
        children=tuple(_line(role, *b.at, inlines) for b, role in zip(blocks, given, strict=True)),
    )


def section_head(block: Block, chars: str, inlines: Inlines, below: Block | None = None) -> Head:
    """A section's heading: “第三章　夜航” as number and headline, “三、夜航” as it is; ``below`` is a title line of its own."""
    text = block.words(chars)
    h = block.heading
    lines: list[HeadLine] = []
    if h is not None and h.form not in LOOSE and h.label and text.startswith(h.label) and text.endswith(h.title):
        split = block.at[0] + len(h.label)
        lines.append(_line(HeadRole.NUMBER if h.title or below else HeadRole.HEADLINE, block.at[0], split, inlines))
        if h.title:
            lines.append(_line(HeadRole.HEADLINE, split, block.at[1], inlines))
    else:
        lines.append(_line(HeadRole.HEADLINE, *block.at, inlines))
    end = block.at[1]
    if below is not None:
        lines.append(_line(HeadRole.HEADLINE, *below.at, inlines))
        end = below.at[1]
    return Head(at=(block.at[0], end), children=tuple(lines))


def _line(role: HeadRole, start: int, end: int, inlines: Inlines) -> HeadLine:
    children = inlines(start, end)
    at = (children[0].at[0], children[-1].at[1]) if children[0].at and children[-1].at else (start, end)
    return HeadLine(at=at, role=role, children=children)


def meta_of(head: Head | None, name: str, language: str, opening: str = "") -> Meta:
    """Title and creator as the title lines or the file's name say them; None for what neither says.

    A text that opens with 《…》 and whose file has no Chinese name is called so.

    >>> meta_of(None, "《夜航》作者：林舟", "zh-Hans").creator
    '林舟'
    """
    named = _titled(name)
    if head is None:
        called = OPENING.match(opening)
        if called and not han(name):
            named = replace(named, title=called["title"])
        return replace(named, language=language)
    title = creator = subtitle = None
    for line in head.children:
        text = words(line)
        if line.role is HeadRole.HEADLINE:
            said = _titled(text)
            title, creator = said.title, creator or said.creator
        elif line.role is HeadRole.BYLINE:
            creator = creator or _author(text)
        elif line.role is HeadRole.DECK and subtitle is None:
            subtitle = text.strip("—-－─ ")
    return Meta(title=title, subtitle=subtitle, creator=creator or named.creator, language=language)


def _titled(text: str) -> Meta:
    for form in (TITLED, SLASHED, SPACED):
        m = form.fullmatch(text.strip())
        if m:
            return Meta(title=_tight(m["title"].strip(" _-　")), creator=_tight(m["creator"]) if m["creator"] else None)
    return Meta(title=_tight(text.strip()))


def _author(text: str) -> str | None:
    m = AUTHOR.search(text) or SIGNED.search(text)
    if m is None:
        return _tight(text).replace(" ", "") if named(text) else None  # who speaks in office (县长　某某) has not written it
    return _tight(ERA.sub("", m["name"]).strip(" 　）)"))


def _tight(text: str) -> str:
    """Letter-spacing taken out of a name: 政 府 工 作 报 告 is one word."""
    if re.fullmatch(r"(?:\S[ 　]+)+\S", text):
        return re.sub(r"[ 　]", "", text)
    return re.sub(r"[ 　]+", " ", text).strip()
