"""What is to be published (成品): a text, set now, or a folder of editions that ``build`` has made."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from convert import output
from convert.book import Watch
from convert.refusal import Refusal
from convert.settings import beside

Given = str | os.PathLike[str]
SUFFIXES = {"pdf": ".pdf", "epub": ".epub", "digest": ".digest.txt"}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A title's finished editions by role, or why there are none. ``settings`` is the file in which to mend its metadata;
    ``named_after_file``: neither it nor the text gives a title.
    """

    name: str
    contents: Mapping[str, bytes] = field(default_factory=dict)
    folder: Path | None = None
    settings: Path | None = None
    named_after_file: bool = False
    error: Refusal | None = None

    def path(self, role: str) -> str:
        """What an edition is called to a person."""
        name = self.name + SUFFIXES[role]
        return str(self.folder / name if self.folder else name)


def bundles(
    given: Sequence[Given],
    version: str | None,
    overrides: Mapping[str, object] | None,
    decisions: Path | None,
    watch: Watch | None,
) -> Iterator[Bundle]:
    """Every title that is meant by texts, built folders, and folders of these. A bad one bears its refusal."""
    from convert.read import READERS

    for one in given:
        path = Path(one)
        if not path.is_dir():
            yield _set(path, version, overrides, decisions, watch)
            continue
        try:
            folders = [path, *sorted(p for p in path.iterdir() if p.is_dir())]
        except OSError as error:
            yield Bundle(path.name, error=output.refused(error, path))
            continue
        found = [epub for folder in folders for epub in sorted(folder.glob("*.epub"))]
        texts = [] if found else sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in READERS)
        if not found and not texts:
            yield Bundle(path.name, error=Refusal("site.not_built", path=path))
        yield from map(_built, found)
        yield from (_set(text, version, overrides, decisions, watch) for text in texts)


def _set(
    path: Path,
    version: str | None,
    overrides: Mapping[str, object] | None,
    decisions: Path | None,
    watch: Watch | None,
) -> Bundle:
    from convert.book import open_book
    from convert.press import editions

    over = {**(overrides or {}), **({"edition.version": version} if version else {})}
    settings = decisions or beside(path)
    try:
        book = open_book(path, over, decisions=decisions, watch=watch)
        made, _ = editions(book, [*SUFFIXES], watch)
        return Bundle(book.name, made, None, settings, named_after_file=book.summary().named_after_file)
    except Refusal as error:
        return Bundle(path.stem, settings=settings, error=error)


def _built(epub: Path) -> Bundle:
    name = epub.stem
    settings = Path(f"{name}.toml")
    try:
        contents = {
            role: (epub.parent / (name + suffix)).read_bytes()
            for role, suffix in SUFFIXES.items()
            if (epub.parent / (name + suffix)).exists()
        }
    except OSError as error:
        return Bundle(name, folder=epub.parent, settings=settings, error=output.refused(error, error.filename or epub))
    return Bundle(name, contents, epub.parent, settings)
