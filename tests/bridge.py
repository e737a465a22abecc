"""A mason talks of bridges: pieces of a document for tests of the digest."""
from __future__ import annotations

import json
from typing import Any

import every
from every import head, p, run, section

from convert.render import Edition, PageStart
from convert.render.digest import render, render_json
from convert.render.quotes import pick
from convert.settings import DigestSettings, Settings
from convert.tree import (
    Block,
    Document,
    Gap,
    Inline,
    Meta,
    Paragraph,
    Run,
    Section,
    SectionRole,
    Turn,
    TurnRole,
    Unclear,
)

MARK = "〔原文此处有缺〕"
TITLE = "修桥先要修人心"
CARRIER = "我常说，修桥先要修人心，人心齐了石头才搬得动。"
PLAIN = "那一年村里来了三十二个石匠。"
POINTED = "桥通了，路就通了；路通了，人就来了。"


def gap(mark: str = MARK) -> Gap:
    return Gap(mark=mark, reason="gap.ending")


def unclear(words: str) -> Unclear:
    return Unclear(children=run(words) if words else (), repair="r")


def said(*children: Inline | str) -> Paragraph:
    return Paragraph(children=tuple(Run(value=c) if isinstance(c, str) else c for c in children))


def turn(speaker: str, *children: Block, role: TurnRole = TurnRole.ANSWER) -> Turn:
    return Turn(speaker=speaker, role=role, label=run(f"{speaker}："), children=children)


def chapter(title: str | None, *children: Block | Section, **more: str) -> Section:
    return section(SectionRole.CHAPTER, title, *children, **more)


def quoted(found: Section, n: int = 2) -> list[str]:
    return [q.sentence.value for q in pick(found, n).quotes]


def edition(n: int = 2, pages: tuple[PageStart, ...] = (), **more: bool | int) -> Edition:
    return Edition(Settings(digest=DigestSettings(quotes=n, **more)), "book", pages)  # type: ignore[arg-type]  # made of parts, known at run time


def text_of(document: Document, n: int = 2, pages: tuple[PageStart, ...] = (), **more: bool | int) -> str:
    return render(document, edition(n, pages, **more)).content.decode()


def facts_of(document: Document, n: int = 2, pages: tuple[PageStart, ...] = (), **more: bool | int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render_json(document, edition(n, pages, **more)).content)
    return found


def interview(*sections: Section, language: str = "zh-Hans") -> Document:
    opening = Section(role=SectionRole.PREAMBLE, children=(
        p("河声社上滩3月8日电", every.ParagraphRole.DATELINE), p("石匠答问。", every.ParagraphRole.LEAD)))
    return Document(meta=Meta(title="桥", language=language), head=head(kicker="石匠说——", headline="桥"),
                    children=(opening, *sections))
