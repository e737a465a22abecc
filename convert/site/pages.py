"""The site's pages (发行页): a catalogue and a page a title, in Chinese and in English. Pure; no script, no outside request."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from convert.site.feeds import PAGE, Place
from convert.site.model import Release, Site, Title
from convert.words import say

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

# which file a device wants, in the order in which readers ask
DEVICES = (
    ("apple", "epub"),
    ("weread", "epub"),
    ("kindle", "epub"),
    ("duokan", "epub"),
    ("kobo", "epub"),
    ("koreader", "epub"),
    ("android", "epub"),
    ("computer", "pdf"),
)


class Tongue(NamedTuple):
    """A language of the site's own words, and what marks its pages' names."""

    language: str
    mark: str

    def page(self, name: str) -> str:
        """The file name of a page in this language.

        >>> Tongue("en", ".en").page("index")
        'index.en.html'
        """
        return f"{name}{self.mark}.html"


def pages(site: Site) -> dict[str, bytes]:
    """All pages by path. A title's page changes with the title alone."""
    tongues = (
        Tongue(site.language, ""),
        Tongue("en" if site.language != "en" else "zh-Hans", ".en" if site.language != "en" else ".zh"),
    )
    out = {}
    for tongue, other in (tongues, tongues[::-1]):
        for title in site.titles:
            out[f"{title.folder}/{tongue.page('index')}"] = _title(site, title, tongue, other)
        out.update(_catalogue(site, tongue, other))
    return out


def _catalogue(site: Site, tongue: Tongue, other: Tongue) -> Iterator[tuple[str, bytes]]:
    chunks: Sequence[Sequence[Title]] = [site.titles[i : i + PAGE] for i in range(0, len(site.titles), PAGE)] or [()]
    names = [f"page-{n}" if n > 1 else "index" for n in range(1, len(chunks) + 1)]
    for n, titles in enumerate(chunks):
        near = {"newer": tongue.page(names[n - 1]) if n else "", "older": tongue.page(names[n + 1]) if n + 1 < len(names) else ""}
        yield (
            tongue.page(names[n]),
            _page(
                "catalogue.html",
                site,
                tongue.page(names[n]),
                tongue,
                other,
                other.page(names[n]),
                titles=titles,
                page=n + 1,
                last=len(chunks),
                own=tongue.page("index"),
                **near,
            ),
        )


def _title(site: Site, title: Title, tongue: Tongue, other: Tongue) -> bytes:
    book = title.newest
    path = f"{title.folder}/{tongue.page('index')}"
    address = site.base and Place(site, "").to(path)
    return _page(
        "title.html",
        site,
        path,
        tongue,
        other,
        f"{title.folder}/{other.page('index')}",
        title=title,
        book=book,
        devices=DEVICES,
        facts=[*_facts(book)],
        access=[*_access(book)],
        size=size,
        summary=book.accessibility.get("accessibilitySummary", ()),
        linked=_linked(Place(site, path), title),
        code=_code(address, say("site.scan", tongue.language)) if address else "",
    )


def _page(name: str, site: Site, path: str, tongue: Tongue, other: Tongue, there: str, **more: object) -> bytes:
    place = Place(Site(site.title, "", site.language, ()), path)  # pages stay together, so their links are relative
    html = (
        _environment()
        .get_template(name)
        .render(
            site=site,
            language=tongue.language,
            to=place.to,
            home=tongue.page("index"),
            say=lambda key, **facts: say(key, tongue.language, **facts),
            other={"language": other.language, "path": there, "name": say("site.language", other.language)},
            **more,
        )
    )
    return html.encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _facts(book: Release) -> Iterator[tuple[str, str]]:
    told = (
        ("creator", "、".join(book.creators)),
        ("publisher", book.publisher),
        ("date", book.date),
        ("source", book.source),
        ("rights", book.rights),
        ("language.of", book.language),
        ("identifier", book.identifier),
    )
    return ((label, value) for label, value in told if value)


def _access(book: Release) -> Iterator[str]:
    """What the EPUB's metadata says for readers with a disability, as keys of the words "site.access.…"."""
    said = {value for values in book.accessibility.values() for value in values}
    if "textual" in book.accessibility.get("accessModeSufficient", ()):
        yield "text"
    if {"structuralNavigation", "tableOfContents", "readingOrder"} <= said:
        yield "structure"
    if {"pageNavigation", "pageBreakMarkers"} & said:
        yield "pages"
    if "none" in book.accessibility.get("accessibilityHazard", ()):
        yield "hazard"


def _linked(place: Place, title: Title) -> Markup:
    """The title for search engines, as JSON-LD (schema.org/Book)."""
    from markupsafe import Markup

    book = title.newest
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": book.title,
        "alternativeHeadline": book.subtitle,
        "author": [{"@type": "Person", "name": name} for name in book.creators],
        "publisher": {"@type": "Organization", "name": book.publisher} if book.publisher else None,
        "inLanguage": book.language,
        "identifier": book.identifier,
        "datePublished": book.date,
        "version": book.version,
        "description": book.description,
        "license": book.rights,
        "bookFormat": "https://schema.org/EBook",
        **{term: list(values) for term, values in sorted(book.accessibility.items())},
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": place.to(f"{book.folder}/{f.name}"),
                "encodingFormat": f.media,
                "contentSize": str(f.size),
                "sha256": f.sha256,
            }
            for f in book.editions
        ],
    }
    return Markup(json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False).replace("<", "\\u003c"))


def _code(address: str, label: str) -> Markup:
    """An address as a QR code, drawn in the page. One mask for all: weighing all eight takes most of a large site's time."""
    import segno
    from markupsafe import Markup

    return Markup(segno.make(address, micro=False, mask=0).svg_inline(light="#fff", title=label, border=3, omitsize=True))


def size(n: int) -> str:
    """A file's size for people.

    >>> size(950), size(219671), size(3 * 1024 * 1024)
    ('1 KB', '215 KB', '3.0 MB')
    """
    return f"{max(1, round(n / 1024))} KB" if n < 1000 * 1024 else f"{n / 1024 / 1024:.1f} MB"
