"""A source on its way to its editions (书稿): read, cleaned, parsed, completed, rendered, written."""
from __future__ import annotations

import os
import shlex
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from convert import output
from convert.refusal import Refusal
from convert.settings import HOUSE, Settings, beside, choose, load

if TYPE_CHECKING:
    from convert.clean import Cleaned
    from convert.render import Edition, Format, PageStart, Rendered
    from convert.report.summary import Summary
    from convert.settings import Loaded
    from convert.tree import Document, Section

Given = str | os.PathLike[str] | bytes
Overrides = Mapping[str, object]
Watch = Callable[[str, str], None]      # told the source's name and the step that begins: a key of the words "step.…"

STDIN = "stdin"
BUILD = Path("build")
RECORD = "repairs.jsonl"
PDF = "pdf"     # rendered first: its page beginnings go to the other formats
FONTS = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")        # how a font file begins (OpenType 1.9, Font Tables)


@dataclass(frozen=True)
class Book:
    """A repaired source with its settings; its tree and editions are made when first asked for.

    ``path`` is None for standard input and for bytes handed over.
    """

    loaded: Loaded
    cleaned: Cleaned
    path: Path | None = None
    decisions: Path | None = None

    @property
    def name(self) -> str:
        """The source's name, after which its editions are called; of one article with its number."""
        name = self.cleaned.original.source.name
        return name if self._selected is None else f"{name}-{self._selected[0] + 1}"

    @property
    def settings(self) -> Settings:
        """All settings, merged."""
        return self.loaded.settings

    @cached_property
    def _whole(self) -> Document:
        from convert.parse import parse
        return parse(self.cleaned.text, self.cleaned.held, self.settings)

    @cached_property
    def _selected(self) -> tuple[int, Section] | None:
        """The article that ``edition.select`` names, and its place. Raises Refusal, which lists the articles."""
        from convert.parse import select
        wanted = self.settings.edition.select
        if wanted is None:
            return None
        where, found = self.loaded.where("edition.select"), select.articles(self._whole)
        if not found:
            raise Refusal("refuse.one_article", where=where, wanted=wanted)
        there = select.matching(found, wanted)
        if len(there) != 1:
            listed = "".join(f"\n  {i} {select.name_of(s)}" for i, s in enumerate(found, 1))
            raise Refusal("refuse.articles" if there else "refuse.article", where=where, wanted=wanted, articles=listed)
        return there[0], found[there[0]]

    @cached_property
    def document(self) -> Document:
        """The tree of the repaired text, as parsed; of one article, where one is selected."""
        from convert.parse.select import alone
        if self._selected is None:
            return self._whole
        return alone(self._whole, self._selected[1], self.cleaned.original.source.name)

    @cached_property
    def shown(self) -> Cleaned:
        """The repairs that concern what is printed: all of them, or those of the selected article."""
        if self._selected is None:
            return self.cleaned
        from convert.matter.apparatus import Account
        place, (start, end) = Account(self._whole, self.cleaned).char, self._selected[1].at or (0, 0)
        stages = (
            replace(s, applied=tuple(r for r in s.applied if start <= place(r) <= end),
                    held=tuple(r for r in s.held if start <= place(r) <= end))
            for s in self.cleaned.stages)
        return replace(self.cleaned, stages=tuple(s for s in stages if s.applied or s.held))

    @cached_property
    def completed(self) -> Document:
        """The tree as editions print it: with metadata, notes, apparatus and colophon."""
        from convert.matter import complete
        return complete(self.document, self.shown, self.settings)

    @property
    def language(self) -> str:
        """The language of reports: the setting, else the text's own."""
        return self.settings.language or self.settings.edition.language or self.document.meta.language

    @property
    def text(self) -> str:
        """The repaired text as a plain file: one block a line, LF."""
        from convert.clean import printed
        return printed(self.cleaned.text, self.settings.told, self._selected and self._selected[1].at)

    def summary(self) -> Summary:
        """What was found, missed and done."""
        from convert.report.summary import summarise
        kept = self.decisions or (beside(self.path) if self.path else Path(f"{self.name}.toml"))
        review = review_command(self.path, self.decisions) if self.path else None
        return summarise(self.cleaned, self.document, self.settings, kept, self.language, review=review, find=self.loaded.find)

    def files(self) -> dict[str, bytes]:
        """The pictures that the book refers to, by the name it gives them. Raises Refusal for one outside its folder."""
        from convert.tree import Figure, walk
        names = [n.href for n, _ in walk(self.completed) if isinstance(n, Figure) and n.href]
        names += [self.settings.edition.cover] if self.settings.edition.cover else []
        return {name: _beside(name, self.path, self.decisions) for name in names}

    def render(self, form: str, pages: Sequence[PageStart] | None = None) -> Rendered:
        """One edition, by ``format_of`` its name.

        ``pages`` are the PDF's, for the others to point at; where they are not given, the PDF is laid out for them, unless
        the setting ``edition.pages`` asks for none.
        """
        from convert.render import page_starts
        edition = self._edition()
        if form != PDF and self.settings.edition.pages:
            edition = replace(edition, pages=tuple(page_starts(self.completed, edition) if pages is None else pages))
        return format_of(form).render(self.completed, edition)

    def _edition(self) -> Edition:
        from convert.matter import place
        from convert.render import Edition
        return Edition(self.settings, self.name, (), self.files(), place(self.cleaned, self.language))


def review_command(path: Path, decisions: Path | None = None) -> str:
    """What to type to be asked about the held repairs of a source.

    >>> review_command(Path("my news.txt"))
    "convert review 'my news.txt'"
    """
    return shlex.join(["convert", "review", str(path), *(["--decisions", str(decisions)] if decisions else [])])


def open_book(given: Given, overrides: Overrides | None = None, *, decisions: Path | None = None,
              name: str = STDIN, watch: Watch | None = None) -> Book:
    """Read and clean a source: a path, ``"-"`` for standard input, or bytes, which ``name`` then names.

    Settings are those of ``convert.settings.load``: ``overrides`` by dotted key lie over the files. Raises Refusal
    (ReadError is one), whose words are for a person.

    >>> book = open_book("夜航\\n\\n　　船在夜里靠了岸，灯还亮着。".encode(), name="boat")
    >>> book.name, book.cleaned.original.source.encoding, book.language
    ('boat', 'utf-8', 'zh-Hans')
    """
    from convert.clean import clean
    from convert.read import read, read_file
    step = watch or (lambda name, step: None)
    path = None if isinstance(given, bytes) or given == "-" else there(Path(given))
    loaded = load(path, overrides, decisions=decisions)
    settings = _printable(loaded)
    _inspect(loaded, path, decisions)
    step(path.stem if path else name, "read")
    if path is not None:
        text = read_file(path, settings.read)
    else:
        raw = given if isinstance(given, bytes) else sys.stdin.buffer.read()
        text = read(raw, name, None, settings.read)
    step(text.source.name, "clean")
    return Book(loaded, clean(text, settings.clean, settings.told), path, decisions)


def there(path: Path) -> Path:
    """A source's path. Raises Refusal where nothing, a folder or a book's settings stand there."""
    try:
        folder = stat.S_ISDIR(path.stat().st_mode)
    except OSError as error:
        raise output.refused(error, path) from None
    if folder:
        raise Refusal("refuse.folder_source", path=path)
    if beside(path) == path:
        text = path.with_suffix(".txt")
        near = text if text.is_file() else None
        raise Refusal("refuse.settings_source_near" if near else "refuse.settings_source", path=path, near=near)
    return path


def _printable(loaded: Loaded) -> Settings:
    """The settings, once theme and paper are known to be there: better said before the work than after."""
    from convert import paper, theme
    look = loaded.settings.print
    choose("print.theme", look.theme, theme.names(), loaded.where("print.theme"))
    paper.paper(look.paper, loaded.where("print.paper"))
    where = loaded.where("print.fonts")
    for family, file in look.fonts.items():
        choose("print.fonts", family, theme.ROLES, where)
        if not Path(file).is_file():
            raise Refusal("refuse.font", where=where, family=family, path=file)
        with open(file, "rb") as font:
            if font.read(4) not in FONTS:
                raise Refusal("refuse.font_kind", where=where, family=family, path=file)
    return loaded.settings


def _inspect(loaded: Loaded, path: Path | None, decisions: Path | None) -> None:
    """The editor's pictures, looked at while nothing is done yet."""
    if loaded.settings.figure:
        from convert.matter.pictures import inspect
        for caption, picture in loaded.settings.figure.items():
            inspect(_beside(picture.file, path, decisions), picture.file, loaded.find(caption))


def _beside(name: str, *files: Path | None) -> bytes:
    """A file in the folder of the source, or of its decisions where it is not there."""
    folders = [file.parent for file in files if file is not None] or [Path()]
    folder = next((f for f in folders if (f / name).exists()), folders[0])
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise Refusal("refuse.outside", path=name, folder=folder.resolve())
    try:
        return path.read_bytes()
    except OSError as error:
        raise output.refused(error, path) from None


def name_of(given: Given) -> str:
    """The name that a source's editions get: its file name without the suffix.

    >>> name_of("seeds/news.txt"), name_of("-")
    ('news', 'stdin')
    """
    return STDIN if isinstance(given, bytes) or given == "-" else Path(given).stem


def distinct(sources: Sequence[Given]) -> None:
    """Refuse two sources whose editions would bear one name."""
    seen: dict[str, Given] = {}
    for given in sources:
        name = name_of(given)
        if name in seen and given == "-":
            raise Refusal("refuse.stdin_twice")
        if name in seen:
            raise Refusal("refuse.same_name", first=seen[name], second=given, name=name)
        seen[name] = given


def precious(sources: Sequence[Given], decisions: Path | None = None) -> Iterator[Path]:
    """The files that no edition may overwrite: sources, settings, decisions."""
    for given in sources:
        if given == "-":
            yield Path("/dev/stdin")    # a link to the file, where one was redirected
        elif not isinstance(given, bytes):
            yield Path(given)
            yield beside(Path(given))
    yield Path(HOUSE)
    if decisions is not None:
        yield decisions


def destination(name: str, form: str, folder: Path = BUILD) -> Path:
    """Where an edition stands unless told otherwise.

    >>> destination("news", "pdf").as_posix()
    'build/news/news.pdf'
    """
    name = name if name.strip(".") else "book"      # "...txt" is called "..", which is no folder to write into
    return folder / name / f"{name}{format_of(form).suffix}"


def format_of(form: str) -> Format:
    """A format by name: one of ``FORMATS``, or the digest in another shape, ``digest-md`` or ``digest-json``."""
    from convert.render import FORMATS, Format
    if form.startswith("digest-"):
        from convert.render.digest import render_json, render_markdown
        return {"digest-md": Format(".digest.md", render_markdown), "digest-json": Format(".digest.json", render_json)}[form]
    return FORMATS[form]
