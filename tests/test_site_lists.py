"""A site's lists and pages: paged and ordered, what feeds hold, what pages need."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from test_site import BASE, NOW, made

from convert.site import feeds as opds
from convert.site.model import Release, Site, site_of
from convert.site.publish import publish, render

ATOM = "{http://www.w3.org/2005/Atom}"


def many(n: int) -> list[Release]:
    """Releases made up for lists; each a second after the one before."""
    from convert.site.model import File

    kinds = (("epub", "a.epub"), ("pdf", "a.pdf"), ("cover", "cover.jpg"), ("thumbnail", "cover-thumbnail.jpg"))
    held = tuple(File(name, role, 1000, "0" * 64) for role, name in kinds)
    at = "2026-01-01T00:{:02}:{:02}Z"
    return [Release(f"book{i}", "1", f"第{i}种", "zh-Hans", f"urn:x-test:{i:04}", at.format(*divmod(i, 60)), held)
            for i in range(n)]


def test_lists_are_paged_in_a_stable_order() -> None:
    releases = many(250)
    random.Random(1).shuffle(releases)
    out = render(site_of("书目", BASE, "zh-Hans", releases))
    pages = [ET.fromstring(out[f"opds/new{n}.xml"]) for n in ("", "-2", "-3")]
    ids = [e.findtext(f"{ATOM}id") for page in pages for e in page.iter(f"{ATOM}entry")]
    assert ids == [f"urn:x-test:{i:04}" for i in reversed(range(250))]
    assert [len(page.findall(f"{ATOM}entry")) for page in pages] == [100, 100, 50]
    ways = {link.get("rel"): link.get("href") for link in pages[1].findall(f"{ATOM}link")}
    assert (ways["next"], ways["previous"]) == (f"{BASE}opds/new-3.xml", f"{BASE}opds/new.xml")
    assert len(ET.fromstring(out["opds/all.xml"]).findall(f"{ATOM}entry")) == 250
    told = json.loads(out["opds/new-3.json"])
    assert told["metadata"]["numberOfItems"] == 250
    assert len(told["publications"]) == 50
    assert 'rel="next" href="page-3.html"' in out["page-2.html"].decode()
    assert "page-4.html" not in out


def test_equal_moments_are_ordered_by_identifier() -> None:
    releases = [replace(r, published=NOW) for r in many(5)]
    order = [t.newest.identifier for t in site_of("", "", "zh-Hans", releases[::-1]).titles]
    assert order == sorted(order)


# feeds: what OPDS 1.2 and 2.0 ask of each entry, and what known clients stumble over


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("feeds")
    return publish([made(folder)], folder / "site", NOW, base=BASE).site


def test_every_entry_can_be_acquired(site: Site) -> None:
    entry = ET.fromstring(opds.feeds(site)["opds/new.xml"]).find(f"{ATOM}entry")
    assert entry is not None
    links = [(link.get("rel"), link.get("type"), link.get("length")) for link in entry.iter(f"{ATOM}link")]
    book, pdf = site.titles[0].newest.file("epub"), site.titles[0].newest.file("pdf")
    assert book
    assert pdf
    assert (opds.OPEN, "application/epub+zip", str(book.size)) in links
    assert (opds.OPEN, "application/pdf", str(pdf.size)) in links
    rels = {rel for rel, _, _ in links}
    assert {"http://opds-spec.org/image", "http://opds-spec.org/image/thumbnail", "alternate"} <= rels
    assert "enclosure" not in rels
    assert all(link.get("href", "").startswith(BASE) for link in entry.iter(f"{ATOM}link"))
    assert all(entry.find(f"{ATOM}{tag}") is not None for tag in ("id", "title", "updated", "author"))


def test_every_feed_names_itself_and_its_start(site: Site) -> None:
    for path, content in opds.feeds(site).items():
        if path.endswith(".xml"):
            rels = [link.get("rel") for link in ET.fromstring(content).findall(f"{ATOM}link")]
            assert "self" in rels
            assert path == "feed.xml" or "start" in rels
        elif path.startswith("opds/"):
            told = json.loads(content)
            assert "self" in str([link["rel"] for link in told["links"]])
            assert told["metadata"]["title"]
            assert "publications" in told or "navigation" in told


def test_every_publication_has_a_self_link_an_acquisition_and_a_picture(site: Site) -> None:
    (one,) = json.loads(opds.feeds(site)["opds/new.json"])["publications"]
    rels = [link["rel"] for link in one["links"]]
    assert "self" in rels
    assert opds.OPEN in rels
    assert one["images"][0]["type"] == "image/jpeg"
    assert one["metadata"]["numberOfPages"] > 0
    assert json.loads(opds.feeds(site)["books/夜航/publication.json"]) == one


# pages


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, {k: v or "" for k, v in attrs}))


def test_pages_need_no_script_and_nothing_from_outside(site: Site) -> None:
    for path, content in render(site).items():
        if not path.endswith(".html"):
            continue
        page = _Page()
        page.feed(content.decode())
        assert all(a.get("type") == "application/ld+json" for tag, a in page.seen if tag == "script")
        assert not [a for tag, a in page.seen if tag in ("img", "link", "iframe") and "//" in a.get("src", a.get("href", ""))]
        assert all("alt" in a for tag, a in page.seen if tag == "img")
    css = render(site)["site.css"].decode()
    assert "url(" not in css
    assert "@import" not in css


def test_a_title_tells_programs_of_itself(site: Site) -> None:
    page = render(site)["books/夜航/index.html"].decode()
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert linked
    told = json.loads(linked[1])
    assert (told["@type"], told["name"], told["inLanguage"]) == ("Book", "夜航", "zh-Hans")
    assert {e["encodingFormat"] for e in told["encoding"]} >= {"application/epub+zip", "application/pdf"}
    assert told["accessibilityHazard"] == ["none"]


def test_words_of_a_text_are_escaped() -> None:
    evil = replace(many(1)[0], title="<script>alert(1)</script>", description="</script><b>", creators=("A & B",))
    out = render(site_of("书目", BASE, "zh-Hans", [evil]))
    page = out["books/book0/index.html"].decode()
    assert "<script>alert" not in page
    assert "</script><b>" not in page
    assert "A &amp; B" in page
    assert ET.fromstring(out["opds/new.xml"]).findtext(f"{ATOM}entry/{ATOM}title") == "<script>alert(1)</script>"
