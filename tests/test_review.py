"""The editor's desk: questions and answers, what is written down, and the whole of it on a pseudo-terminal."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from conftest import SEED, made
from hypothesis import given
from hypothesis import strategies as st
from interview import INTERVIEW
from rich.cells import cell_len
from terminal import Terminal
from test_decisions import CUT_OFF
from test_passes import TALK, TALK_END
from typer.testing import CliRunner

from convert.book import open_book
from convert.clean import Cleaned, clean
from convert.cli import app
from convert.desk import Desk, Ruling, Verdict, difference, docket, notebook, sheet
from convert.read import read_file
from convert.report.record import entries
from convert.text import Places
from convert.tree import Note, SectionRole, walk, words

# each line with a slip of its own; the keys that the editor presses there; what then stands
SLIPS = [
    ("山里的秋天来得早，，九月刚过，坡上的栎树就红了一半。", "a", "山里的秋天来得早，九月刚过，坡上的栎树就红了一半。"),
    ("老人把柴垛重新码了一遍、、又把屋檐下的蜂箱搬进了里屋。", "r", None),
    ("他说，这个冬天会很长；；雪要下到开春才肯停。", "e\x15，\r", "他说，这个冬天会很长，雪要下到开春才肯停。"),
    ("邮差每个月来一回，骑一匹灰马，马铃铛在河谷里能响很久。。", "a", "邮差每个月来一回，骑一匹灰马，马铃铛在河谷里能响很久。"),
    ("那一回他带来了一封信：：信封上的字已经被雨水泡得看不清了。", "r", None),
    ("去年有三个东盟国参加了演习，今年又多了一个。", "a", "去年有三个东盟国家参加了演习，今年又多了一个。"),
    ("展览请来了两个非洲国的画家，他们都是头一回上山。", "e\x15非洲大国\r", "展览请来了两个非洲大国的画家，他们都是头一回上山。"),
    ("有一位从欧洲国来的木匠，在村口住了整整三个月。", "r", None),
    ("我们从来不高阵营对抗，也不看别人脸色。", "a", "我们从来不搞阵营对抗，也不看别人脸色。"),
    ("办学堂最怕大高形式主义，娃娃们要的是一盏亮灯。", "ａ", "办学堂最怕大搞形式主义，娃娃们要的是一盏亮灯。"),
    ("村里的事要商量着办，不要高算计，也不要瞒着谁。", "a", "村里的事要商量着办，不要搞算计，也不要瞒着谁。"),
    ("为早日把路修通而努力目标，全村人都出了力。", "e\x15而努力\r", "为早日把路修通而努力，全村人都出了力。"),
    ("乡亲们为把水引上山而奋斗方向，一干就是十年。", "r", None),
    ("大家都愿意为乡村教育，为教育出力。", "e\x15为乡村教育出力\r", "大家都愿意为乡村教育出力。"),
    ("年轻人回来了，都说要为山里孩子，为孩子留下。", "r", None),
    ("铁匠铺的炉子又点着了，，叮叮当当的声音传到了河对岸。", "a", "铁匠铺的炉子又点着了，叮叮当当的声音传到了河对岸。"),
    ("卖豆腐的担子停在祠堂前、、热气一直升到屋檐上。", "e\x15，\r", "卖豆腐的担子停在祠堂前，热气一直升到屋檐上。"),
    ("渡口的船夫换了人；；新来的那个爱唱歌，嗓门也大。", "r", None),
    ("学堂里添了一架风琴：：先生弹得慢，孩子们唱得快。", "a", "学堂里添了一架风琴：先生弹得慢，孩子们唱得快。"),
    ("桥头的灯修好了，夜里回来的人不用再摸黑。。", "a", "桥头的灯修好了，夜里回来的人不用再摸黑。"),
]
SOURCE = "\n".join(line for line, _, _ in SLIPS) + "\n"
RESULT = [after or before for before, _, after in SLIPS]


def at_desk(words: str = SOURCE) -> tuple[Desk, Cleaned]:
    cleaned = clean(made(words))
    return Desk(docket(entries(cleaned))), cleaned


def test_questions_come_in_the_order_of_the_source_gaps_among_them() -> None:
    desk, _ = at_desk(INTERVIEW.replace("风大的时候，", "风大的时候，，"))
    assert [(e.applied, e.repair.kind) for e in desk.docket] == [(False, "gap"), (False, "wording")]
    desk, cleaned = at_desk(TALK + CUT_OFF + TALK_END)
    assert [(e.applied, e.repair.kind) for e in desk.docket] == [(True, "gap")]
    told = sheet.question(desk, cleaned.original, Places(cleaned.original), sheet.Look("en"))
    assert "  words are lost here  〔原文此处有缺〕" in told


def test_answers_are_taken_back_one_by_one() -> None:
    desk, _ = at_desk()
    once = desk.rule(Ruling(Verdict.ACCEPT))
    twice = once.rule_kind(Verdict.REJECT)
    assert (once.place, twice.place, twice.current) == (1, 20, None)
    assert twice.undo() == once
    assert once.undo() == desk
    with pytest.raises(ValueError, match="nothing"):
        desk.undo()
    assert difference(twice.rulings, once.rulings) == dict.fromkeys(twice.history[-1])


def test_a_doubt_alone_cannot_be_accepted_and_the_source_s_own_words_change_nothing() -> None:
    desk, _ = at_desk("\n".join([SLIPS[11][0], *(line for line, _, _ in SLIPS[:11])]) + "\n")
    with pytest.raises(ValueError, match="accept"):
        desk.rule(Ruling(Verdict.ACCEPT))
    assert desk.rule(Ruling(Verdict.EDIT, "而努力目标")).rulings == {desk.docket[0].repair.id: Ruling(Verdict.REJECT)}
    assert len(desk.rule_kind(Verdict.ACCEPT).rulings) == 11


def test_a_moved_passage_keeps_its_words() -> None:
    found = entries(clean(read_file(SEED)))
    move = next(e for e in found if e.repair.is_move)
    with pytest.raises(ValueError, match="edit"):
        Desk((move,)).rule(Ruling(Verdict.EDIT, "别的话"))
    assert "牵头发起" in "".join(f.say("zh-Hant") for e in found if e.repair.kind == "gap" for f in e.repair.evidence)


def test_remarks_say_which_place_an_id_is_about() -> None:
    desk, cleaned = at_desk(INTERVIEW.replace("风大的时候，", "风大的时候，，"))
    told = [sheet.remark(e, cleaned.original, Places(cleaned.original), "zh-Hans") for e in desk.docket]
    assert told == ["第 17 行第 43 字　，这就是我们留在｜让年轻人愿意留在", "第 29 行第 6 字　，， → ，"]


@pytest.mark.parametrize("columns", [30, 60, 100])
@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_question_fits_its_terminal_and_points_at_the_words(language: str, columns: int) -> None:
    desk, cleaned = at_desk()
    lines = sheet.question(desk, cleaned.original, Places(cleaned.original), sheet.Look(language, columns))
    shown = [line for line in lines if line.startswith("    ")]
    assert max(map(cell_len, shown)) <= columns
    (at,) = (i for i, line in enumerate(shown) if "^" in line)
    carets = shown[at]
    above, column = "", 0
    for char in shown[at - 1]:
        above += char if carets[column : column + 1] == "^" else ""
        column += cell_len(char)
    assert above == "，，"
    assert "[a]" in "".join(lines)


def test_keys_are_known_whatever_the_input_method_makes_of_them() -> None:
    assert [sheet.key(char) for char in "arsuqeARＡ \x7f\x1bx甲"] == [
        "accept",
        "reject",
        "skip",
        "undo",
        "quit",
        "edit",
        "accept_kind",
        "reject_kind",
        "accept_kind",
        "skip",
        "undo",
        None,
        None,
        None,
    ]


FILES = [
    "",
    "# 只有一句话",
    '[edition]\ntitle = "灯"  # 暂定\n',
    '[clean]\naccept = "z"  # 先前\n',
    "\ufeff[clean]\r\nreject = ['a-1']\r\n",
    '[clean]\naccept = [\n  "z", # 为何\n  # 另记\n  "a-1"]\n[print]\npaper = "A4"\n',
    '[clean.edit]\nz = "字"\n[print]\npaper = "A4"',
    'clean = {accept = ["z"]}\n',
    'clean.accept = ["z"]\n[print]\npaper = "A4"\n',
    "[clean]\nedit = {z = '字'}\napply_at = 'certain'\n",
]
IDS = ["a-1", "b-2", "c-3"]
VERDICTS = st.sampled_from(
    [
        None,
        *map(Ruling, (Verdict.ACCEPT, Verdict.REJECT, Verdict.SKIP)),
        Ruling(Verdict.EDIT, '灯"\\塔'),
        Ruling(Verdict.EDIT, "#"),
    ]
)


def decisions(toml: str) -> tuple[set[str], set[str], dict[str, str]]:
    table = tomllib.loads(toml.removeprefix("\ufeff")).get("clean", {})
    accept = table.get("accept", [])
    return {accept} if isinstance(accept, str) else {*accept}, {*table.get("reject", [])}, table.get("edit", {})


@given(st.sampled_from(FILES), st.lists(st.dictionaries(st.sampled_from(IDS), VERDICTS, min_size=1), max_size=4))
def test_decisions_are_written_among_what_stands_there(toml: str, answers: list[dict[str, Ruling | None]]) -> None:
    comments = [line.partition("#")[2] for line in toml.splitlines() if "#" in line]
    accept, reject, edit = decisions(toml)
    for answer in answers:
        toml = notebook.written(toml, answer, dict.fromkeys(IDS, "第 3 行"))
        for name, ruling in answer.items():
            accept.discard(name)
            reject.discard(name)
            edit.pop(name, None)
            match ruling:
                case Ruling(Verdict.ACCEPT):
                    accept.add(name)
                case Ruling(Verdict.REJECT):
                    reject.add(name)
                case Ruling(Verdict.EDIT, words):
                    edit[name] = words
        assert decisions(toml) == (accept, reject, edit)
        assert all(comment in toml for comment in comments)
        assert "\r\n" not in toml or "\n" not in toml.replace("\r\n", "")


def test_a_file_that_cannot_be_added_to_is_left_alone() -> None:
    with pytest.raises(notebook.LayoutError):
        notebook.written("[[clean]]\nx = 1\n", {"a-1": Ruling(Verdict.ACCEPT)})


def test_twenty_decisions_hold_after_an_edit_and_in_another_encoding(tmp_path: Path) -> None:
    file = tmp_path / "hill.txt"
    file.write_text(SOURCE, "utf-8")
    (tmp_path / "hill.toml").write_text('# 我的\n[edition]\ntitle = "山里"  # 暂定\n', "utf-8")
    screen = Terminal("review", "hill.txt", folder=tmp_path)
    for number, (_, keys, _) in enumerate(SLIPS, 1):
        screen.expect(f"第 {number} 处，共 20 处")
        screen.press(keys[0])
        if len(keys) > 1:
            screen.expect("  > ")
            screen.press(keys[1:])
        screen.expect("  → ")
    assert screen.end() == 0
    assert "采纳 9，照原文 6，编者所写 5，未定 0" in screen.shown
    kept = (tmp_path / "hill.toml").read_text("utf-8")
    assert kept.startswith('# 我的\n[edition]\ntitle = "山里"  # 暂定\n')
    assert sum(map(len, decisions(kept))) == 20
    moved = SOURCE.replace("\n", "\r\n", 10).replace("铁匠铺", "新来的一段，与别处无关。\n\n铁匠铺")
    for raw in (
        SOURCE.encode(),
        moved.encode(),
        SOURCE.encode("gb18030"),
        moved.encode("utf-16"),
        ("书前一段。\n" + SOURCE).encode("utf-8-sig"),
    ):
        file.write_bytes(raw)
        book = open_book(file)
        assert (book.cleaned.unmet, book.cleaned.held, len(book.cleaned.rejected)) == ((), (), 6)
        assert [line for line in book.text.splitlines() if line in RESULT] == RESULT


def test_undo_groups_and_an_interrupt_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "hill.txt").write_text(SOURCE, "utf-8")
    screen = Terminal("review", "hill.txt", "--lang", "en", "--decisions", "mine.toml", folder=tmp_path, columns=60)
    for asked, keys in (
        ("[q]", "a"),
        ("2 of 20", ""),
        ("[q]", "u"),
        ("1 of 20", ""),
        ("[q]", "x"),
        ("press one of", "\x1b[A"),
        ("press one of", "R"),
        ("To make the editions", ""),
    ):
        screen.expect(asked)
        screen.press(keys)
    assert screen.end() == 0
    assert decisions((tmp_path / "mine.toml").read_text("utf-8"))[1] == {e.repair.id for e in at_desk()[0].docket}
    assert not (tmp_path / "hill.toml").exists()

    screen = Terminal("review", "hill.txt", folder=tmp_path)
    screen.expect("[q]")
    screen.press("a")
    screen.expect("第 2 处")
    screen.press("\x03")
    screen.expect("convert build hill.txt")
    assert screen.end() == 0
    assert len(decisions((tmp_path / "hill.toml").read_text("utf-8"))[0]) == 1


def test_lost_words_are_the_editors_in_the_text_and_the_apparatus(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(INTERVIEW, "utf-8")
    screen = Terminal("review", "news.txt", folder=tmp_path)
    screen.expect("[q]")
    screen.press("e")
    screen.expect("写下所缺的字")
    screen.press("岛上的缘故。\r")
    screen.expect("编者作“岛上的缘故。”")
    assert screen.end() == 0
    book = open_book(tmp_path / "news.txt")
    assert "这就是我们留在岛上的缘故。\n" in book.text
    notes = [words(child) for node, _ in walk(book.completed) if isinstance(node, Note) for child in node.children]
    assert notes == ["原文此处有缺，“岛上的缘故。”为编者所补。"]
    told = next(s for s in book.completed.children if s.role is SectionRole.APPARATUS)
    assert "编者所改　1 处" in words(told)
    assert "原文此处有缺，“岛上的缘故。”为编者所补。" in words(told)


def test_answers_that_could_not_be_kept_are_not_asked_for(tmp_path: Path) -> None:
    (tmp_path / "hill.txt").write_text(SOURCE, "utf-8")
    screen = Terminal("review", "hill.txt", "--decisions", "nowhere/mine.toml", "--lang", "en", folder=tmp_path)
    assert screen.end() == 2
    assert "nowhere/mine.toml: cannot be written" in screen.shown
    assert "[q]" not in screen.shown


def test_decisions_kept_elsewhere_hold_with_every_edition(tmp_path: Path) -> None:
    (tmp_path / "hill.txt").write_text(SOURCE, "utf-8")
    (slip, *_) = at_desk()[0].docket
    mine = tmp_path / "mine.toml"
    mine.write_text(notebook.written("", {slip.repair.id: Ruling(Verdict.ACCEPT)}), "utf-8")
    book = open_book(tmp_path / "hill.txt", decisions=mine)
    assert book.text.startswith(RESULT[0])
    assert "--decisions" in (book.summary().review or "")
    for name in ("build", "pdf", "epub", "digest", "clean", "outline", "tree", "explain", "review", "settings"):
        assert "--decisions" in CliRunner().invoke(app, [name, "--help"]).output


@pytest.mark.parametrize(("sources", "told"), [(["news.txt"], "explain news.txt --held"), (["-"], "standard input")])
def test_without_a_terminal_it_says_what_to_do(
    sources: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.txt").write_text(INTERVIEW, "utf-8")
    done = CliRunner().invoke(app, ["review", *sources, "--lang", "en"])
    assert done.exit_code == 2
    assert told in done.stderr
    assert json.dumps(sorted(p.name for p in tmp_path.iterdir())) == '["news.txt"]'
