"""The library's verbs: each command of the command line as one call on one source."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from convert.book import Given, Overrides, Watch, open_book, there
from convert.settings import choose

if TYPE_CHECKING:
    from convert.report import Paint
    from convert.settings import Loaded
    from convert.tree import Entry


def pdf(source: Given, overrides: Overrides | None = None, *, decisions: Path | None = None) -> bytes:
    """The typeset PDF of a source. Theme and paper are the settings ``print.theme`` and ``print.paper``."""
    return _edition("pdf", source, overrides, decisions)


def epub(source: Given, overrides: Overrides | None = None, *, decisions: Path | None = None) -> bytes:
    """The EPUB of a source, with the page numbers of its PDF; without them where ``edition.pages`` is False, and faster."""
    return _edition("epub", source, overrides, decisions)


def digest(source: Given, overrides: Overrides | None = None, *, decisions: Path | None = None,
           form: Literal["text", "md", "json"] = "text") -> str:
    """The headline quotes of a source, at most ``digest.quotes`` a section, each word for word: text, Markdown or JSON.

    With the pages of the PDF, unless ``edition.pages`` is False.
    """
    return _edition("digest" if form == "text" else f"digest-{form}", source, overrides, decisions).decode()


def _edition(form: str, source: Given, overrides: Overrides | None, decisions: Path | None) -> bytes:
    return open_book(source, overrides, decisions=decisions).render(form).content


def clean_text(source: Given, overrides: Overrides | None = None, *, decisions: Path | None = None,
               watch: Watch | None = None) -> str:
    r"""The repaired text: LF, one block (heading, paragraph, caption, verse line) a line, no indents, no blank lines.

    Cleaning it again changes nothing.

    >>> clean_text("夜航\r\n\r\n　　船在夜里靠了岸。\r\n".encode("gb18030"))
    '夜航\n船在夜里靠了岸。\n'
    """
    return open_book(source, overrides, decisions=decisions, watch=watch).text


def outline(source: Given, overrides: Overrides | None = None, *, decisions: Path | None = None) -> list[Entry]:
    """The headings in reading order, each with its depth (0 for the highest); the title is not among them.

    >>> book = "夜航\\n\\n第一章　启程\\n\\n船在夜里离了岸。\\n\\n第二章　灯火\\n\\n灯一直亮着。\\n".encode()
    >>> [(entry.depth, entry.title) for entry in outline(book)]
    [(0, '第一章\u3000启程'), (0, '第二章\u3000灯火')]
    """
    from convert.tree import outline as headings
    return headings(open_book(source, overrides, decisions=decisions).document)


def dump_tree(source: Given, overrides: Overrides | None = None, *, decisions: Path | None = None,
              form: Literal["text", "json"] = "text") -> str:
    """The document tree with its source spans, as pseudo-XML for people or as JSON for ``convert.dump.from_json``."""
    from convert.dump import dump, to_json
    book = open_book(source, overrides, decisions=decisions)
    return (to_json if form == "json" else dump)(book.document, book.cleaned.text)


def explain(source: Given, overrides: Overrides | None = None, *, decisions: Path | None = None,
            form: Literal["text", "json", "html"] = "text", kind: str | None = None, held: bool = False, every: bool = False,
            paint: Paint | None = None, watch: Watch | None = None) -> str:
    """Every repair with its pass, kind, place, change and evidence, in the language of the text or of ``language``.

    Raises Refusal for a ``kind`` that is none, offering the nearest.

    ``text`` shows counts and three samples a kind, all of them with ``every`` or for one ``kind``; ``json`` is one object a
    line in order of application; ``html`` a page that sets source and repaired text side by side. ``held`` leaves out what
    was applied.

    >>> import json
    >>> once = "灯在桥头亮着，河水从桥下静静流过去。"
    >>> for line in explain(f"夜航\\n\\n　　{once}{once}{once}".encode(), form="json").splitlines():
    ...     repair = json.loads(line)
    ...     print(repair["kind"], repair["status"], repair["line"], repair["col"], repair["before"] == once)
    repeat applied 3 21 True
    repeat applied 3 39 True
    """
    from convert import report
    from convert.report import record
    from convert.report.page import page
    kind = None if kind is None else choose("--kind", kind, kinds())
    book = open_book(source, overrides, decisions=decisions, watch=watch)
    if form == "html":
        chinese = book.document.meta.language if book.document.meta.language.startswith("zh") else "zh-Hans"
        return page(book.shown, book.language, other="en" if book.language != "en" else chinese, find=book.loaded.find)
    if form == "json":
        return record.lines(book.shown, book.language, kind=kind, held=held)
    return report.explain(book.shown, book.language, kind=kind, held=held, every=every, paint=paint or report.plain,
                          find=book.loaded.find)


def kinds() -> list[str]:
    """What ``explain`` can be asked for alone: the kinds of repair, and the passes that propose them."""
    from convert.clean import PASSES
    from convert.words import WORDS
    return [*(key.removeprefix("kind.") for key in WORDS if key.startswith("kind.")), *(p.__name__ for p in PASSES)]


class Named(NamedTuple):
    """Something that can be chosen, and what it is for."""

    name: str
    summary: str


def list_passes() -> list[Named]:
    """The cleaner's passes in the order in which they run."""
    from convert.clean import PASSES
    return [Named(p.__name__, (p.__doc__ or "").strip().partition("\n")[0]) for p in PASSES]


def list_themes() -> list[Named]:
    """The themes there are."""
    from convert import theme
    return [Named(name, _comment(theme.folder() / "themes" / f"{name}.css")) for name in theme.names()]


def _comment(sheet: Path) -> str:
    opening = sheet.read_text(encoding="utf-8").partition("*/")[0]
    return opening.removeprefix("/*").strip().partition("\n")[0] if opening.startswith("/*") else ""


def list_settings(source: Path | None = None, overrides: Overrides | None = None, *, decisions: Path | None = None) -> Loaded:
    """Every setting that would hold for a source, each with the place it comes from. Raises Refusal if it is not there.

    >>> found = {key: origin for key, value, origin in list_settings(None, {"print.paper": "A4"})}
    >>> found["print.paper"], found["clean.apply_at"]
    ('--paper', None)
    """
    from convert.settings import load
    if source is not None:
        there(source)
    return load(source, overrides, decisions=decisions)


def headings_text(entries: Sequence[Entry]) -> str:
    """An outline as lines, two spaces of indent a level."""
    return "".join(f"{'  ' * e.depth}{e.title}\n" for e in entries)
