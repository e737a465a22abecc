"""One article of a file that holds several: found by number or title, and everything told of it alone."""
from __future__ import annotations

import pytest

from convert import verbs
from convert.book import open_book
from convert.refusal import Refusal

PAGE = """海州晚报

盐田边的小学
本报记者　何文

盐田边的小学有四十个孩子，教室的窗子正对着海。
课间，孩子们跑到堤上去看船，铃一响就跑回来。
校长说，这里的孩子都会认潮水。
铃是一截旧钢轨，敲起来很响，隔着两里地也听得见。（下转第二版）

灯塔换了新灯
本报记者　陆瑶

灯塔上的老灯昨天换了下来，守灯人把它擦得很亮。
新灯比老灯省电，雾天里能照得更远。

老灯摆进了村里的陈列室，旁边写着三代守灯人的名字。

盐田边的小学
（上接第一版）
今年秋天，新的教室就要盖好了，孩子们自己选了墙的颜色。
"""


def test_the_whole_is_one_edition_with_an_article_a_section() -> None:
    book = open_book(PAGE.encode())
    assert [(e.depth, e.title) for e in verbs.outline(PAGE.encode())] == [(0, "盐田边的小学"), (0, "灯塔换了新灯")]
    assert book.document.meta.title == "海州晚报"
    assert book.text.index("今年秋天") < book.text.index("灯塔换了新灯")


@pytest.mark.parametrize("wanted", ["2", "灯塔换了新灯", "新灯", " 灯塔 "])
def test_an_article_by_number_or_title(wanted: str) -> None:
    book = open_book(PAGE.encode(), {"edition.select": wanted}, name="page")
    assert (book.name, book.document.meta.title, book.document.meta.creator) == ("page-2", "灯塔换了新灯", "陆瑶")
    assert book.text.startswith("灯塔换了新灯\n本报记者　陆瑶\n灯塔上的老灯")
    assert "盐田" not in book.text
    assert "continued" not in {r.kind for r in book.shown.applied}


def test_repairs_of_the_article_alone() -> None:
    book = open_book(PAGE.encode(), {"edition.select": "小学"})
    assert {r.kind for r in book.shown.applied} == {"jump", "continued"}
    assert "新灯" not in book.text
    assert book.render("digest", ()).content


@pytest.mark.parametrize(("source", "wanted", "said"), [
    (PAGE, "3", "\n  1 盐田边的小学\n  2 灯塔换了新灯"), (PAGE, "本报记者", "more than one article"),
    ("夜航\n\n船在夜里靠了岸，灯还亮着。\n", "1", "one article only")])
def test_what_names_no_article_gets_the_list(source: str, wanted: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        open_book(source.encode(), {"edition.select": wanted}).text  # noqa: B018 (asked for what it refuses)
    assert said in str(refused.value)
