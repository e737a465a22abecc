"""What finished editions say of themselves, and whether they are whole (验收): read from the EPUB and the PDF alone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from convert.refusal import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CONTAINER = "META-INF/container.xml"
PARAGRAPHS = frozenset(XHTML + name for name in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd"))
COVER = (1600, 2400)  # px
THUMBNAIL = 350  # px wide
ENOUGH, MOST = 60, 140  # characters of an opening


@dataclass(frozen=True, slots=True)
class Facts:
    """What an EPUB says of itself, and its parts that a site shows."""

    title: str
    language: str
    identifier: str
    version: str = "1"
    subtitle: str = ""
    creators: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    rights: str = ""
    source: str = ""
    description: str = ""
    accessibility: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cover: bytes = b""
    paragraphs: tuple[str, ...] = ()


def facts(content: bytes, path: object) -> Facts:
    """What the EPUB at ``path`` says of itself. Raises Refusal for a broken one.

    Whole means: an EPUB container (OCF 3.3, 4.2), every file sound by its checksum, every file of the manifest there,
    every page well-formed XML.
    """
    from lxml import etree

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _facts(_Container(archive))
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError, EOFError, NotImplementedError, OSError) as error:
        raise Refusal("site.broken", path=path, why=str(error).strip("'\"")) from None


def pages(content: bytes, path: object) -> int:
    """How many pages the PDF at ``path`` has. Raises Refusal for a broken one: each page's content is unpacked."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content), strict=True)
        for page in reader.pages:
            stream = page.get_contents()
            if stream is None:
                raise ValueError("a page without content")
            stream.get_data()
        return len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise Refusal("site.broken", path=path, why=str(error) or type(error).__name__) from None


def pictures(cover: bytes, path: object) -> dict[str, bytes]:
    """The cover as JPEG, and a thumbnail 350 pixels wide. Raises Refusal for a picture that cannot be drawn."""
    from PIL import Image

    try:
        with Image.open(BytesIO(cover)) as opened:
            kind, image = opened.format, opened.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Refusal("site.cover.unreadable", path=path, why=error) from None
    large = cover if kind == "JPEG" and image.size <= COVER else _jpeg(image, COVER)
    return {"cover": large, "thumbnail": _jpeg(image, (THUMBNAIL, THUMBNAIL * 4))}


def _jpeg(image: Any, within: tuple[int, int]) -> bytes:
    copy, out = image.copy(), BytesIO()
    copy.thumbnail(within)
    copy.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def opening(paragraphs: Iterable[str]) -> str:
    """How a text begins: its first sentences, some 60 characters, none broken off unless it is very long.

    >>> opening(["第一章", "雾从江面上漫过来，渡口的铃声响了三下。", "没有人应。"])
    '雾从江面上漫过来，渡口的铃声响了三下。没有人应。'
    """
    told = ""
    for paragraph in paragraphs:
        if not re.search("[。！？…」』”]$", paragraph):  # a heading, a date, a name
            continue
        sentences: list[str] = re.findall("[^。！？]*[。！？…]+[」』”）]*|[^。！？]+$", paragraph)
        for sentence in sentences:
            if told and len(told) + len(sentence) > MOST:
                return told
            told += sentence if len(sentence) <= MOST else sentence[: MOST - 1] + "…"
            if len(told) >= ENOUGH:
                return told
    return told


class _Container:
    """An EPUB's files (OCF 3.3), all of them looked at once."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        from lxml import etree

        names = archive.namelist()
        if not names or names[0] != "mimetype" or archive.read("mimetype") != b"application/epub+zip":
            raise ValueError("mimetype")
        if bad := archive.testzip():
            raise ValueError(bad)
        self.archive = archive
        root = etree.fromstring(archive.read(CONTAINER)).find(".//{*}rootfile")
        self.opf_name = "" if root is None else root.get("full-path", "")
        self.opf = etree.fromstring(archive.read(self.opf_name))
        self.files = {i.get("id", ""): i for i in self.opf.iterfind(f"{OPF}manifest/{OPF}item")}
        for entry in self.files.values():
            self.read(entry)

    def read(self, entry: _Element) -> bytes:
        """A file of the manifest."""
        return self.archive.read(normpath(join(dirname(self.opf_name), unquote(entry.get("href", "")))))

    def spine(self) -> Iterator[_Element]:
        """The pages in reading order, as XML."""
        from lxml import etree

        for ref in self.opf.iterfind(f"{OPF}spine/{OPF}itemref"):
            yield etree.fromstring(self.read(self.files[ref.get("idref", "")]))


def _facts(epub: _Container) -> Facts:
    def said(term: str) -> list[str]:
        return ["".join(map(str, e.itertext())).strip() for e in epub.opf.iter(DC + term)]

    def first(term: str) -> str:
        return next(iter(said(term)), "")

    unique = epub.opf.get("unique-identifier", "")
    named = next((e.text or "" for e in epub.opf.iter(DC + "identifier") if e.get("id") == unique), first("identifier"))
    titles, schema = said("title"), dict[str, tuple[str, ...]]()
    for meta in epub.opf.iter(OPF + "meta"):
        prefix, _, term = meta.get("property", "").partition(":")
        if prefix == "schema":
            schema[term] = (*schema.get(term, ()), (meta.text or "").strip())
    cover = next((e for e in epub.files.values() if "cover-image" in e.get("properties", "").split()), None)
    return Facts(
        title=titles[0] if titles else "",
        subtitle=titles[1] if len(titles) > 1 else "",
        language=first("language"),
        identifier=named.strip(),
        version=schema.get("version", ("1",))[0],
        creators=tuple(said("creator")),
        publisher=first("publisher"),
        date=first("date"),
        rights=first("rights"),
        source=first("source"),
        description=first("description"),
        accessibility={term: words for term, words in schema.items() if term.startswith("access")},
        cover=epub.read(cover) if cover is not None else b"",
        paragraphs=tuple(_paragraphs(epub)),
    )


def _paragraphs(epub: _Container) -> Iterator[str]:
    """The text's paragraphs and headings; not what an edition says of itself, which differs in every version."""
    for page in epub.spine():
        body = page.find(XHTML + "body")
        if body is None or {"cover", "titlepage", "backmatter", "frontmatter"} & set(body.get(EPUB_TYPE, "").split()):
            continue
        if page.find(f".//{XHTML}nav") is not None:
            continue
        for element in body.iter():
            if element.tag not in PARAGRAPHS or any(inner.tag in PARAGRAPHS for inner in element.iterdescendants()):
                continue
            if words := " ".join("".join(map(str, element.itertext())).split()):
                yield words
