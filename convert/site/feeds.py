"""Feeds of a site: OPDS 1.2 (Atom) and OPDS 2.0 (JSON) for reading apps, Atom for feed readers. Pure.

Every list is in pages of 100 titles, newest first; a complete feed of all titles stands beside them for programs
(OPDS 1.2, 2.2.3). Addresses are absolute where the site's own is known, else relative to the feed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from convert.site.model import Release, Site, Title
from convert.words import say

PAGE = 100  # titles
ATOM = "application/atom+xml"
NAVIGATION = f"{ATOM};profile=opds-catalog;kind=navigation"
ACQUISITION = f"{ATOM};profile=opds-catalog;kind=acquisition"
OPDS2 = "application/opds+json"
PUBLICATION = "application/opds-publication+json"
OPEN = "http://opds-spec.org/acquisition/open-access"
NEWEST = "http://opds-spec.org/sort/new"
CRAWLABLE = "http://opds-spec.org/crawlable"
PAGES = ("epub", "pdf")  # the roles that hold the whole text
NAMESPACES = {
    "": "http://www.w3.org/2005/Atom",
    "dc": "http://purl.org/dc/terms/",
    "opds": "http://opds-spec.org/2010/catalog",
    "os": "http://a9.com/-/spec/opensearch/1.1/",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the site, and the addresses of others as it names them."""

    site: Site
    path: str

    def to(self, path: str) -> str:
        """The address of another file.

        >>> Place(Site("", "", "zh-Hans", ()), "opds/new.xml").to("books/夜航/1/夜航.epub")
        '../books/%E5%A4%9C%E8%88%AA/1/%E5%A4%9C%E8%88%AA.epub'
        """
        if self.site.base:
            return self.site.base + quote(path)
        return "../" * self.path.count("/") + quote(path)


def feeds(site: Site) -> dict[str, bytes]:
    """All feeds by path: ``opds/…`` for reading apps, ``feed.xml`` for feed readers."""
    out = {"feed.xml": _news(site), "opds/index.xml": _root(site), "opds/index.json": _root_json(site)}
    chunks = [site.titles[i : i + PAGE] for i in range(0, len(site.titles), PAGE)] or [()]
    for n, titles in enumerate(chunks, 1):
        out[_page("new", n, "xml")] = _acquisition(site, titles, n, len(chunks))
        out[_page("new", n, "json")] = _publications(site, titles, n, len(chunks))
    out["opds/all.xml"] = _acquisition(site, site.titles)
    out["opds/all.json"] = _publications(site, site.titles)
    for title in site.titles:
        path = f"{title.folder}/publication.json"
        out[path] = _json(_publication(Place(site, path), title))
    return out


def _page(name: str, n: int, suffix: str) -> str:
    return f"opds/{name}{f'-{n}' if n > 1 else ''}.{suffix}"


def identifier(site: Site, what: str) -> str:
    """A name for a feed that stays when the site is built again (RFC 4287, 4.2.6)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, (site.base or site.title) + chr(0) + what)}"


def urn(release: Release) -> str:
    """A release's identifier as a URI."""
    known = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$", release.identifier)
    return release.identifier if known else f"urn:uuid:{uuid5(NAMESPACE_URL, release.identifier + chr(0) + release.name)}"


def _ways(n: int | None, last: int, suffix: str) -> Iterator[tuple[str, str]]:
    """The pages round about a page of a list (RFC 5005, 3), by relation."""
    if n is None:
        return
    yield "first", _page("new", 1, suffix)
    if n > 1:
        yield "previous", _page("new", n - 1, suffix)
    if n < last:
        yield "next", _page("new", n + 1, suffix)
    yield "last", _page("new", last, suffix)


# Atom


def _feed(site: Site, path: str, what: str, title: str, kind: str) -> tuple[ET.Element, Place]:
    place = Place(site, path)
    feed = ET.Element("feed", {"xmlns": NAMESPACES[""], "xml:lang": site.language})
    for prefix, address in NAMESPACES.items():
        if prefix:
            feed.set(f"xmlns:{prefix}", address)
    _add(feed, "id", identifier(site, what))
    _add(feed, "title", title)
    _add(feed, "updated", site.updated)
    _add(_add(feed, "author"), "name", site.title)
    _link(feed, "self", place.to(path), kind)
    return feed, place


def _root(site: Site) -> bytes:
    path = "opds/index.xml"
    feed, place = _feed(site, path, "opds", site.title, NAVIGATION)
    _link(feed, "start", place.to(path), NAVIGATION)
    _link(feed, CRAWLABLE, place.to("opds/all.xml"), ACQUISITION)
    _link(feed, "alternate", place.to("opds/index.json"), OPDS2)
    for name, rel in (("new", NEWEST), ("all", CRAWLABLE)):
        entry = _add(feed, "entry")
        _add(entry, "title", say(f"site.feed.{name}", site.language))
        _add(entry, "id", identifier(site, f"opds/{name}"))
        _add(entry, "updated", site.updated)
        _add(entry, "content", say(f"site.feed.{name}.content", site.language, n=len(site.titles)), type="text")
        _link(entry, rel if name == "new" else "subsection", place.to(_page(name, 1, "xml")), ACQUISITION)
    return _xml(feed)


def _acquisition(site: Site, titles: Sequence[Title], n: int | None = None, last: int = 1) -> bytes:
    """A page of new titles, or with no number the complete feed."""
    path = _page("new", n, "xml") if n else "opds/all.xml"
    name = "new" if n else "all"
    feed, place = _feed(site, path, f"opds/{name}", f"{site.title} · {say(f'site.feed.{name}', site.language)}", ACQUISITION)
    for rel in ("start", "up"):
        _link(feed, rel, place.to("opds/index.xml"), NAVIGATION)
    for rel, other in _ways(n, last, "xml"):
        _link(feed, rel, place.to(other), ACQUISITION)
    _add(feed, "os:totalResults", str(len(site.titles)))
    if n:
        _add(feed, "os:itemsPerPage", str(PAGE))
        _add(feed, "os:startIndex", str((n - 1) * PAGE + 1))
    for title in titles:
        _entry(feed, place, title)
    return _xml(feed)


def _entry(feed: ET.Element, place: Place, title: Title) -> None:
    release = title.newest
    entry = _about(feed, release, urn(release))
    _add(entry, "dc:language", release.language)
    for term, value in (("publisher", release.publisher), ("issued", release.date), ("source", release.source)):
        if value:
            _add(entry, f"dc:{term}", value)
    _add(entry, "dc:identifier", urn(release))
    if release.rights:
        _add(entry, "rights", release.rights)
    if release.description:
        _add(entry, "summary", release.description, type="text")
    for rel, role in (("http://opds-spec.org/image", "cover"), ("http://opds-spec.org/image/thumbnail", "thumbnail")):
        if file := release.file(role):
            _link(entry, rel, place.to(f"{release.folder}/{file.name}"), file.media)
    for file in release.files:
        if file.role in PAGES:
            _link(
                entry, OPEN, place.to(f"{release.folder}/{file.name}"), file.media, length=str(file.size), title=file.role.upper()
            )
    _link(entry, "alternate", place.to(f"{title.folder}/index.html"), "text/html", title=release.title)


def _news(site: Site) -> bytes:
    """Releases as news: every version of its own, the newest hundred."""
    path = "feed.xml"
    feed, place = _feed(site, path, "news", site.title, ATOM)
    _link(feed, "alternate", place.to("index.html"), "text/html")
    releases = sorted((r for t in site.titles for r in t.releases), key=lambda r: (r.published, r.identifier), reverse=True)
    for release in releases[:PAGE]:
        entry = _about(feed, release, identifier(site, f"{release.folder}"))
        _link(entry, "alternate", place.to(f"books/{release.name}/index.html"), "text/html")
        for file in release.files:
            if file.role in PAGES:
                _link(entry, "related", place.to(f"{release.folder}/{file.name}"), file.media, length=str(file.size))
        told = " ".join(words for words in (release.note, release.description) if words)
        _add(entry, "summary", told or release.title, type="text")
    return _xml(feed)


def _about(feed: ET.Element, release: Release, name: str) -> ET.Element:
    entry = _add(feed, "entry")
    _add(entry, "title", release.title)
    _add(entry, "id", name)
    _add(entry, "updated", release.published)
    for creator in release.creators:
        _add(_add(entry, "author"), "name", creator)
    return entry


def _add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _link(parent: ET.Element, rel: str, href: str, kind: str, /, **attributes: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "href": href, "type": kind, **attributes})


def _xml(feed: ET.Element) -> bytes:
    ET.indent(feed, " ")
    told: bytes = ET.tostring(feed, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + told + b"\n"


# OPDS 2.0


def _root_json(site: Site) -> bytes:
    path = "opds/index.json"
    place = Place(site, path)
    links = [
        {"title": say(f"site.feed.{name}", site.language), "href": place.to(_page(name, 1, "json")), "type": OPDS2, "rel": rel}
        for name, rel in (("new", NEWEST), ("all", "subsection"))
    ]
    head = {"title": site.title, "modified": site.updated}
    about = [
        {"rel": ["self", "start"], "href": place.to(path), "type": OPDS2},
        {"rel": CRAWLABLE, "href": place.to("opds/all.json"), "type": OPDS2},
        {"rel": "alternate", "href": place.to("opds/index.xml"), "type": NAVIGATION},
    ]
    return _json({"metadata": head, "links": about, "navigation": links})


def _publications(site: Site, titles: Sequence[Title], n: int | None = None, last: int = 1) -> bytes:
    path = _page("new", n, "json") if n else "opds/all.json"
    place = Place(site, path)
    name = "new" if n else "all"
    head: dict[str, Any] = {
        "title": f"{site.title} · {say(f'site.feed.{name}', site.language)}",
        "modified": site.updated,
        "numberOfItems": len(site.titles),
    }
    if n:
        head |= {"itemsPerPage": PAGE, "currentPage": n}
    links = [{"rel": "self", "href": place.to(path), "type": OPDS2}]
    links += [{"rel": rel, "href": place.to("opds/index.json"), "type": OPDS2} for rel in ("start", "up")]
    links += [{"rel": rel, "href": place.to(other), "type": OPDS2} for rel, other in _ways(n, last, "json")]
    return _json({"metadata": head, "links": links, "publications": [_publication(place, t) for t in titles]})


def _publication(place: Place, title: Title) -> dict[str, Any]:
    release = title.newest
    told: dict[str, Any] = {
        "@type": "http://schema.org/Book",
        "title": release.title,
        "identifier": urn(release),
        "language": release.language,
        "modified": release.published,
    }
    optional = {
        "subtitle": release.subtitle,
        "author": [{"name": c} for c in release.creators],
        "publisher": release.publisher,
        "description": release.description,
        "published": release.date if re.fullmatch(r"\d{4}-\d\d-\d\d", release.date) else "",
    }
    told |= {key: value for key, value in optional.items() if value}
    pdf = release.file("pdf")
    if pdf and pdf.pages:
        told["numberOfPages"] = pdf.pages
    links: list[dict[str, Any]] = [{"rel": "self", "href": place.to(f"{title.folder}/publication.json"), "type": PUBLICATION}]
    links += [
        {"rel": OPEN, "href": place.to(f"{release.folder}/{f.name}"), "type": f.media, "size": f.size}
        for f in release.files
        if f.role in PAGES
    ]
    links.append({"rel": "alternate", "href": place.to(f"{title.folder}/index.html"), "type": "text/html"})
    images = [
        {"href": place.to(f"{release.folder}/{f.name}"), "type": f.media}
        for f in release.files
        if f.role in ("cover", "thumbnail")
    ]
    return {"metadata": told, "links": links, "images": images}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
