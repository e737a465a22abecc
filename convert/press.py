"""From sources to finished files (付印): one edition of one source, or all editions of many."""
from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from convert import output
from convert.book import BUILD, PDF, RECORD, Given, Overrides, Watch, destination, distinct, name_of, open_book, precious
from convert.read import READERS, ReadError
from convert.refusal import Refusal

if TYPE_CHECKING:
    from convert.book import Book
    from convert.render import PageStart
    from convert.report.summary import Summary

@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source: its summary and files, or the error that stopped it.

    ``skipped`` marks a file of a folder that is no text and was not named by anyone.
    """

    given: Given
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    summary: Summary | None = None
    error: Refusal | None = None
    skipped: bool = False


def editions(book: Book, forms: Sequence[str], watch: Watch | None = None) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """A book in several formats, and the warnings given on the way.

    The PDF comes first: the others point at its pages, and have it laid out where it is not among them.
    """
    made: dict[str, bytes] = {}
    warnings: dict[str, None] = {}
    pages: Sequence[PageStart] | None = None
    for form in sorted(forms, key=lambda f: f != PDF):
        if watch:
            watch(book.name, form.partition("-")[0])     # the digest has several shapes
        rendered = book.render(form, pages)
        pages = rendered.pages or pages
        made[form] = rendered.content
        warnings.update(dict.fromkeys(rendered.warnings))
    return made, tuple(warnings)


def build(*given: Given, out: Path | str = BUILD, overrides: Overrides | None = None, decisions: Path | None = None,
          watch: Watch | None = None) -> list[Result]:
    """All editions and the record of repairs of every source, into ``out/NAME/``; folders stand for the texts in them.

    One bad source does not stop the others: its result holds the error. A source's files are written only when all of
    them are finished. Raises Refusal, before anything is done, for two sources of one name or an empty folder.
    """
    if str(out) == "-" or Path(out).is_file():
        raise Refusal("refuse.build_output", path=out)
    sources = [*_expand(given)]
    distinct([source for source, named in sources if named or not _picture(source)])
    kept = [*precious([source for source, _ in sources], decisions)]
    return [_build(source, named, Path(out), kept, overrides, decisions, watch) for source, named in sources]


def publish(form: str, given: Sequence[Given], out: str | None = None, *, overrides: Overrides | None = None,
            decisions: Path | None = None, watch: Watch | None = None) -> Iterator[Result]:
    """One edition of each source, written to ``build/NAME/`` or to ``out`` (``"-"``: standard output).

    Raises Refusal, before anything is done, for sources of one name, or several with one ``out``, or an ``out`` that is
    a source.
    """
    if out is not None and len(given) > 1:
        raise Refusal("refuse.one_output", path=out, n=len(given))
    distinct(given)
    kept = [*precious(given, decisions)]
    for source in given:
        try:
            book = open_book(source, overrides, decisions=decisions, watch=watch)
            path = Path(out) if out is not None else destination(book.name, form)
            if out != "-":
                output.guard(path, kept)
            made, warnings = editions(book, [form], watch)
            if out == "-":
                output.emit(made[form])
            else:
                output.save({path: made[form]})
            yield Result(source, () if out == "-" else (path,), warnings, book.summary())
        except Refusal as error:
            yield Result(source, error=error)


def _build(source: Given, named: bool, out: Path, kept: Sequence[Path], overrides: Overrides | None,
           decisions: Path | None, watch: Watch | None) -> Result:
    from convert.render import FORMATS
    from convert.report.record import record
    try:
        book = open_book(source, overrides, decisions=decisions, watch=watch)
        made, warnings = editions(book, [*FORMATS], watch)
        files = {destination(book.name, form, out): content for form, content in made.items()}
        files[next(iter(files)).parent / RECORD] = record(book.cleaned, book.language).encode()
        for path in files:
            output.guard(path, kept)
        output.save(files)
        return Result(source, tuple(files), warnings, book.summary())
    except Refusal as error:
        other = isinstance(error, ReadError) and not named and Path(str(source)).suffix.lower() not in READERS
        return Result(source, error=error, skipped=other)
    except Exception as error:      # a fault of the program in one book must not cost the others
        if os.environ.get("CONVERT_DEBUG"):
            raise
        return Result(source, error=output.fault(error, name_of(source)))


def _expand(given: Sequence[Given]) -> Iterator[tuple[Given, bool]]:
    """Sources, folders replaced by the files in them; with each whether it was named itself."""
    for source in given:
        if isinstance(source, bytes) or source == "-" or not Path(source).is_dir():
            yield source, True
            continue
        try:
            inside = sorted(p for p in Path(source).iterdir() if p.is_file() and _a_source(p))
        except OSError as error:
            raise output.refused(error, Path(source)) from None
        if not inside:
            raise Refusal("refuse.empty_folder", path=source)
        yield from ((path, False) for path in inside)


def _picture(source: Given) -> bool:
    """Is a file of a folder something else than a text, by its name and its first bytes? It then takes no one's name."""
    from convert.read.refuse import kind
    path = Path(str(source))
    try:
        with open(path, "rb") as file:
            return path.suffix.lower() not in READERS and kind(file.read(1024)) is not None
    except OSError:
        return False


def _a_source(path: Path) -> bool:
    return path.suffix.lower() != ".toml" and not path.name.startswith(".")
