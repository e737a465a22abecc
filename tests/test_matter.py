"""What editions add: metadata, notes, apparatus, colophon; all outside the text or beside it."""
from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import made
from every import document, head, p, section
from hypothesis import given
from hypothesis import strategies as st

from convert.clean import Cleaned, Stage, clean
from convert.matter import annotate, complete, titled
from convert.matter.apparatus import LISTED, Account, apparatus, clipped
from convert.parse import parse
from convert.repair import Confidence, Repair
from convert.settings import EditionSettings, Settings
from convert.source import Span
from convert.text import Text, apply
from convert.tree import Document, Gap, HeadRole, Link, Meta, Node, Note, SectionRole, check, walk, words

SETTINGS = Settings()


def repaired(source: str, *changes: tuple[str, str, str], held: int = 0) -> Cleaned:
    """A text with changes applied: each says the kind, what stood and what stands, found at its first occurrence."""
    now, stages = made(source), []
    for kind, before, after in changes:
        at = now.chars.index(before)
        repair = Repair(kind, kind, (at, at + len(before)), before, after, Confidence.CERTAIN,
                        origin=now.spans((at, at + len(before))), id=f"{kind}-{len(stages)}")
        stages.append(Stage(kind, (repair,), ()))
        now = apply(now, [repair])
    doubt = Repair("wording", "wording", (0, 1), "灯", "灯", Confidence.POSSIBLE, origin=(Span(0, 3),))
    stages.append(Stage("wording", (), tuple(replace(doubt, id=str(n)) for n in range(held))))
    return Cleaned(made(source), now, tuple(stages))


def book(cleaned: Cleaned, notes: str = "gaps", **edition: str) -> Document:
    settings = replace(SETTINGS, print=replace(SETTINGS.print, notes=notes), edition=EditionSettings(**edition))
    whole = complete(parse(cleaned.text), cleaned, settings)
    check(whole)
    return whole


def added(whole: Document, role: SectionRole) -> str:
    return "".join(words(s) for s in whole.children if s.role is role)


def notes_of(node: Node) -> list[str]:
    return ["".join(map(words, n.children)) for n, _ in walk(node) if isinstance(n, Note)]


TALE = "夜航\n\n第一章　启程\n\n　　船在夜里离了岸，没有人说话。\n\n第二章　灯火\n\n　　灯一直亮着，照着河水河水，照到天明。\n"


def test_the_text_stays_as_it_is_and_in_front() -> None:
    cleaned = repaired(TALE, ("repeat", "河水河水", "河水"), held=2)
    whole = book(cleaned)
    said = "".join(words(whole).split())
    assert said.startswith("".join(cleaned.text.chars.split()))
    roles = [s.role for s in whole.children]
    assert roles[-2:] == [SectionRole.APPARATUS, SectionRole.COLOPHON]


def test_titled_puts_creator_above_a_title_the_text_lacks() -> None:
    bare = Document(meta=Meta(), children=(section(SectionRole.PREAMBLE, None, p("水")),))
    known = titled(bare, "河上", EditionSettings(creator="秋水"))
    assert known.head is not None
    assert [(line.role, words(line)) for line in known.head.children] == [(HeadRole.BYLINE, "秋水"), (HeadRole.HEADLINE, "河上")]
    assert known.meta.title == "河上"


def test_titled_says_nothing_twice() -> None:
    said = replace(document(), head=head(headline="河 上 记", byline="秋水 著"))
    known = titled(said, "x", EditionSettings(title="河上记", creator="秋水著", language="zh-Hant"))
    assert known.head == said.head
    assert (known.meta.creator, known.meta.language) == ("秋水著", "zh-Hant")


def test_a_gap_bears_a_note_and_unreadable_characters_one_for_all() -> None:
    cleaned = clean(made("夜航\n\n　　他走到桥头，停下来说〔原文此处有缺〕\n\n　　字\ufffd，又\ufffd，再\ufffd。\n"))
    whole = book(cleaned)
    assert [len(notes_of(node)) for node, _ in walk(whole) if isinstance(node, Gap)] == [0, 0, 0, 0]     # beside, not in
    assert len(notes_of(whole)) == 2
    assert notes_of(book(cleaned, "none")) == []
    assert "□" in added(whole, SectionRole.COLOPHON)


def test_notes_on_all_changes_stand_behind_the_very_word() -> None:
    cleaned = repaired(TALE, ("wording", "离了岸", "靠了岸"))
    whole = book(cleaned, "all")
    (block,) = [n for n, _ in walk(whole) if notes_of(n) and type(n).__name__ == "Paragraph"]
    at = next(i for i, n in enumerate(block.children) if isinstance(n, Note))      # type: ignore[attr-defined]  # a Paragraph
    assert words(block.children[at - 1]).endswith("靠了岸")                          # type: ignore[attr-defined]  # a Paragraph
    assert notes_of(block) == ["原作“离了岸”，今作“靠了岸”。"]


@given(st.lists(st.sampled_from("甲乙丙丁"), min_size=3, max_size=12), st.data())
def test_notes_leave_the_words_alone(chars: list[str], data: st.DataObject) -> None:
    source = "夜航\n\n　　" + "".join(chars) + "。\n"
    at = data.draw(st.integers(0, len(chars) - 1))
    whole = made(source)
    start = source.index("　　") + 2 + at
    repair = Repair("w", "wording", (start, start + 1), source[start], data.draw(st.sampled_from(["戊", "", "己庚"])),
                    Confidence.CERTAIN, origin=whole.spans((start, start + 1)))
    cleaned = Cleaned(whole, apply(whole, [repair]), (Stage("w", (repair,), ()),))
    tree = parse(cleaned.text)
    noted = annotate(tree, Account(tree, cleaned), "all")
    check(noted, cleaned.text.chars)
    assert words(noted) == words(tree)
    assert len(notes_of(noted)) == 1


def test_the_apparatus_says_what_stood_what_stands_and_where() -> None:
    cleaned = repaired(TALE, ("wording", "离了岸", "靠了岸"), ("repeat", "河水河水", "河水"),
                       ("cut", "没有人说话", "没有\n人说话"), held=3)
    section_ = apparatus(Account(parse(cleaned.text), cleaned))
    assert section_ is not None
    said = words(section_)
    assert "原作“离了岸”，今作“靠了岸”。" in said
    assert "原作“河水河水”，今作“河水”。" in said
    assert "原分作两段" in said
    assert "另有 3 处存疑" in said
    places = [(words(n), n.href) for n, _ in walk(section_) if isinstance(n, Link)]
    whole = book(cleaned)
    from convert.anchors import Anchors
    anchors = Anchors(whole)
    assert [title for title, _ in places] == ["第一章　启程", "第二章　灯火", "第一章　启程"]
    assert all(anchors.text(href[1:]) for _, href in places)
    assert "靠了岸" in anchors.text(places[0][1][1:])


def test_long_lists_are_shortened_and_layout_only_counted() -> None:
    lines = "".join(f"　　第{n}盏灯甲{n}亮着。\n" for n in range(30))
    changes = [("wording", f"甲{n}亮", f"乙{n}亮") for n in range(30)]
    cleaned = repaired("夜航\n\n" + lines, *changes)
    said = added(book(cleaned), SectionRole.APPARATUS)
    assert said.count("原作") == LISTED
    assert f"另有 {30 - LISTED} 处" in said


@pytest.mark.parametrize(("chars", "short"), [
    ("山高水长", "山高水长"), ("一" * 30, "一" * 12 + "……" + "一" * 7), ("山\n 高", "山高")])
def test_clipped(chars: str, short: str) -> None:
    assert clipped(chars) == short


def test_nothing_changed_makes_no_apparatus() -> None:
    whole = book(clean(made(TALE)), rights="公有领域", date="2026-03-08T00:00:00Z")
    assert SectionRole.APPARATUS not in [s.role for s in whole.children]
    last = added(whole, SectionRole.COLOPHON)
    assert "公有领域" in last
    assert "2026-03-08" in last
    assert "T00" not in last
    assert "UTF-8" in last


def test_a_moved_passage_is_told_at_its_new_place() -> None:
    source = "夜航\n\n第一章　启程\n\n　　船离了岸。\n\n第二章　灯火\n\n　　灯亮着。\n　　桨声远了。\n"
    text: Text = made(source)
    passage = "　　桨声远了。\n"
    at, to = source.index(passage), source.index("\n第二章")
    move = Repair("moves", "move", (at, at + len(passage)), passage, passage, Confidence.CERTAIN, to=to,
                  origin=text.spans((at, at + len(passage))), target=(Span(0, 0),))
    cleaned = Cleaned(text, apply(text, [move]), (Stage("moves", (move,), ()),))
    account = Account(parse(cleaned.text), cleaned)
    assert words(account.link(move)) == "第一章　启程"
    assert "桨声远了。" in account.sentence(move)


def test_an_editor_s_title_stands_above_the_text_s_own() -> None:
    own = head(headline="夜航")
    of_text = Document(meta=Meta(title="夜航"), head=own, children=())
    found = titled(of_text, "x", EditionSettings(title="夜航船", subtitle="一个梦"))
    assert found.head is not None
    assert [(line.role.value, words(line)) for line in found.head.children] == [
        ("headline", "夜航船"),
        ("deck", "一个梦"),
        ("deck", "夜航"),
    ]


def test_what_was_taken_out_at_a_place_for_one_reason_is_told_in_one_sentence() -> None:
    source = "夜航\n\n第一章　启程\n\n　　船甲离乙了岸，灯乙亮着。\n"
    changes = [(source.index("甲"), "甲"), (source.index("乙"), "乙"), (source.rindex("乙"), "乙")]
    text = made(source)
    repairs = [Repair("w", "wording", (at, at + 1), old, "", Confidence.CERTAIN, origin=text.spans((at, at + 1)))
               for at, old in changes]
    cleaned = Cleaned(text, apply(text, repairs), (Stage("w", tuple(repairs), ()),))
    found = apparatus(Account(parse(cleaned.text), cleaned))
    assert found is not None
    assert words(found).endswith("第一章　启程原有“甲”“乙”，今删。（凡 3 处）")


def test_doubts_and_joined_lines_alone_make_no_apparatus() -> None:
    whole = book(repaired(TALE, held=3))
    assert [s.role for s in whole.children if s.role is SectionRole.APPARATUS] == []
    assert "存疑 3 处" in added(whole, SectionRole.COLOPHON)
