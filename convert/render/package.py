"""The EPUB's container (打包): finished resources in, the bytes of one file out.

EbookLib writes the package document and the zip and is handed finished bytes; nothing of it reaches the other
modules. What it does otherwise than EPUB 3.3 wants is put right here; tests/test_epub_package.py has a test a point.
"""
from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"
CSS = "text/css"

EARLIEST = (1980, 1, 1, 0, 0, 0)            # the first moment that a zip entry can name
NEVER = datetime(2000, 1, 1, tzinfo=UTC)    # stands in machine fields when nobody has dated the edition
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Resource:
    """A publication resource (EPUB 3.3, 3.1): one file of the book.

    ``properties`` are those of its manifest item (``nav``, ``cover-image``, ``svg``): nothing guesses them.
    ``spine`` puts it into the reading order, in the order of the resources.
    """

    id: str
    href: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()
    spine: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """An element of the package metadata: ``dc:title`` and the like, or ``meta`` with a property."""

    name: str
    value: str
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Package:
    """A whole publication.

    ``direction`` is its page progression: ``rtl`` for vertical setting, else None. ``asides`` are files beside the
    container's own (in META-INF), by name.
    """

    identifier: str
    language: str
    metadata: tuple[Statement, ...]
    resources: tuple[Resource, ...]
    modified: datetime = NEVER
    direction: str | None = None
    asides: Mapping[str, bytes] = field(default_factory=dict)


class PackageError(ValueError):
    """Resources that make no valid publication: a fault of the program, not of the text."""


def check(package: Package) -> None:
    """Prove what EbookLib never asks: one name and id each, ASCII, no empty file, one navigation document."""
    for key in ("id", "href"):
        seen: set[str] = set()
        for resource in package.resources:
            value: str = getattr(resource, key)
            if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*" if key == "id" else r"[A-Za-z0-9_./-]+", value):
                raise PackageError(f"{value!r} cannot be a resource's {key}")
            if value.lower() in seen:
                raise PackageError(f"two resources have the {key} {value!r}")
            seen.add(value.lower())
    for resource in package.resources:
        if not resource.content:
            raise PackageError(f"{resource.href} is empty")
    if sum("nav" in r.properties for r in package.resources) != 1:
        raise PackageError("a publication has exactly one navigation document")
    if not any(r.spine for r in package.resources):
        raise PackageError("nothing stands in the reading order")


def write(package: Package) -> bytes:
    """The EPUB file. The same package gives the same bytes; raises PackageError where it makes no publication."""
    check(package)
    from ebooklib import epub

    class Archive(zipfile.ZipFile):
        """A zip whose entries bear no trace of the time and system of writing."""

        def writestr(self, name: Any, content: Any, compress_type: int | None = None,
                     compresslevel: int | None = None) -> None:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED if compress_type is None else compress_type
            super().writestr(entry, content, compresslevel=9)

    class Writer(epub.EpubWriter):
        """EbookLib's writer into our archive, with the language on the package element."""

        def write(self) -> None:
            with Archive(self.file_name, "w") as self.out:
                self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
                self._write_container()
                for name, content in package.asides.items():
                    self.out.writestr(f"META-INF/{name}", content)
                self._write_opf()
                self._write_items()

        def _write_opf_file(self, root: _Element) -> None:
            root.set(XML_LANG, package.language)
            del root.attrib["prefix"]           # names the rendition vocabulary, reserved and not used
            super()._write_opf_file(root)

    book = epub.EpubBook()
    book.metadata = {}
    book.IDENTIFIER_ID = "publication-id"
    book.set_identifier(package.identifier)
    book.set_language(package.language)
    book.direction = package.direction
    for statement in package.metadata:
        prefix, _, name = statement.name.rpartition(":")
        book.add_metadata(prefix.upper() or None, name, statement.value or None, dict(statement.attributes))
    for resource in package.resources:
        part = epub.EpubItem(resource.id, resource.href, resource.media_type, resource.content)
        part.properties = list(resource.properties)
        book.add_item(part)
    book.spine = [r.id for r in package.resources if r.spine]
    out: IO[bytes] = BytesIO()
    writer = Writer(out, book, {"mtime": package.modified.astimezone(UTC), "epub3_pages": False})
    writer.process()
    writer.write()
    out.seek(0)
    return out.read()
