"""A small document with every node of the tree, for tests of what no text of the seed happens to hold."""
from __future__ import annotations

from io import BytesIO

from convert.tree import (
    Block,
    BlockQuote,
    Break,
    Cell,
    Document,
    Emphasis,
    Figure,
    Gap,
    Head,
    HeadLine,
    HeadRole,
    Inline,
    Item,
    Line,
    LineBreak,
    Link,
    List,
    Meta,
    Note,
    Paragraph,
    ParagraphRole,
    Quote,
    Row,
    Ruby,
    Run,
    Section,
    SectionRole,
    Table,
    Turn,
    TurnRole,
    Unclear,
    Verse,
)


def run(words: str) -> tuple[Inline, ...]:
    return (Run(value=words),)


def p(words: str, role: ParagraphRole = ParagraphRole.BODY) -> Paragraph:
    return Paragraph(role=role, children=run(words))


def head(**lines: str) -> Head:
    return Head(children=tuple(HeadLine(role=HeadRole(role), children=run(words)) for role, words in lines.items()))


def section(role: SectionRole, title: str | None, *children: Block | Section, **more: str) -> Section:
    return Section(role=role, head=head(**more, headline=title) if title else None, children=children)


def picture() -> bytes:
    """A small PNG."""
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (60, 40), "#336699").save(out, "PNG")
    return out.getvalue()


def document() -> Document:
    """The document, new each time. Its picture is called 河.png."""
    inline = Paragraph(children=(
        Run(value="船过"), Quote(children=run("“下游”")), Run(value="，水"), Emphasis(children=run("更急")), Run(value="了"),
        Gap(mark="〔原文此处有缺〕", reason="ending"), Note(children=run("原文在此中断。")), Run(value="；有人念"),
        Ruby(children=run("棹"), reading="zhào"), Run(value="歌，"), Unclear(children=run("声细如丝"), repair="r1"),
        Run(value="，见"), Link(children=run("前文"), href="#b6"), Run(value="与"),
        Link(children=run("水文站"), href="https://example.org/"), Run(value="。"), LineBreak(), Run(value="A & B < 1935年")))
    chapter = section(
        SectionRole.CHAPTER, "夜泊", p("天黑以后，两岸只剩灯火。"), inline,
        Turn(speaker="记者", outlet="河声报", role=TurnRole.QUESTION, label=run("河声报记者："), children=(p("今年水情如何？"),)),
        Turn(speaker="站长", role=TurnRole.ANSWER, label=run("站长："), children=(
            p("主要有三点。"),
            List(children=(Item(children=(p("一、看上游；"),)), Item(children=(p("二、看雨；"), p("雨比去年少。"))))))),
        Figure(caption=run("图为水文站旧址。"), credit=run("秋水 摄")),
        Figure(href="河.png", caption=run("今日河口。")),
        BlockQuote(children=(p("凡过此滩者，须候水平。"),)),
        Verse(children=(Line(children=run("江声入夜长，")), Line(children=run("灯影随船远。")))),
        Break(), p("次日又行。"), Break(mark="※"),
        Table(header=1, children=(Row(children=(Cell(children=run("站名")), Cell(children=run("水位")))),
                                  Row(children=(Cell(children=run("上滩")), Cell(children=run("12.5米")))))),
        section(SectionRole.CHAPTER, "附记", p("以上为当夜所记。")), number="第一章")
    play = section(SectionRole.CHAPTER, "渡口", p("（灯暗）", ParagraphRole.DIRECTION),
                   Turn(speaker="甲", role=TurnRole.SPEECH, label=run("甲"), children=(
                       Verse(children=(Line(children=run("谁在对岸？")),)),)), number="第二章")
    return Document(
        meta=Meta(title="河上记", subtitle="一九三五年手稿", creator="秋水 著；林渡 译", publisher="河声书局", date="2026-03-08",
                  source="河声旧藏", rights="公有领域"),
        head=head(kicker="水文站手稿——", headline="河上记", deck="一九三五年手稿", byline="秋水"),
        children=(
            Section(role=SectionRole.PREAMBLE, children=(
                p("河声社三月八日电", ParagraphRole.DATELINE), p("春汛已到。", ParagraphRole.LEAD),
                p("各位读者：", ParagraphRole.ADDRESS), p("编者", ParagraphRole.SIGNATURE))),
            section(SectionRole.PREFACE, "序", p("此稿藏箱底多年。")),
            section(SectionRole.PART, "水路", p("卷首语：水无常形。"), chapter, play, number="上卷"),
            section(SectionRole.AFTERWORD, "后记", p("书成于秋。")),
            section(SectionRole.APPARATUS, "校勘记", p("第一章　缺字一处。")),
            section(SectionRole.COLOPHON, "版本记录", p("书名：河上记"))))
