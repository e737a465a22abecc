"""The container: each point where EbookLib does otherwise than EPUB 3.3 wants has its test here."""
from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pytest
from ebooklib import epub
from lxml import etree

from convert.render.package import NEVER, XHTML, Package, PackageError, Resource, Statement, write

OPF = {"o": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
BODY = '<html><head lang="x"/><body class="y">甲<b>乙</b><svg viewBox="0 0 1 1"/><p id="q" epub:type="z">丙</p></body></html>'
NAV = Resource("nav", "nav.xhtml", XHTML, b"<html/>", ("nav",))
TEXT = Resource("c1", "c1.xhtml", XHTML, BODY.encode(), spine=True)


def package(*resources: Resource, **more: object) -> Package:
    facts = (Statement("dc:title", "书"), Statement("dc:creator", "甲", {"id": "a"}), Statement("dc:creator", "乙", {"id": "b"}))
    return Package(**{"identifier": "urn:x", "language": "zh-Hans", "metadata": facts,
                      "resources": resources or (NAV, TEXT), **more})


def archive(p: Package) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(write(p)))


def opf(p: Package) -> etree._Element:
    return etree.fromstring(archive(p).read("EPUB/content.opf"))


def test_bytes_are_handed_through() -> None:
    """No pretty-printing between inline elements, no parsing of SVG, no loss of attributes; bytes, not str."""
    assert archive(package()).read("EPUB/c1.xhtml") == BODY.encode()


def test_elements_with_type_and_id_are_no_pages() -> None:
    assert archive(package()).read("EPUB/nav.xhtml") == b"<html/>"


def test_an_error_while_writing_is_raised_and_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(epub.EpubWriter, "_write_items", fail)
    with pytest.raises(OSError, match="no room"):
        write(package())


@pytest.mark.parametrize(("resources", "fault"), [
    ((NAV, TEXT, Resource("c2", "c2.xhtml", XHTML, b"")), "empty"),
    ((NAV, TEXT, Resource("C1", "c2.xhtml", XHTML, b"x")), "id"),
    ((NAV, TEXT, Resource("c2", "C1.xhtml", XHTML, b"x")), "href"),
    ((NAV, TEXT, Resource("c2", "第一章.xhtml", XHTML, b"x")), "href"),
    ((NAV, TEXT, Resource("2", "c2.xhtml", XHTML, b"x")), "id"),
    ((TEXT,), "navigation"),
    ((NAV,), "reading order"),
])
def test_what_makes_no_publication_is_refused(resources: tuple[Resource, ...], fault: str) -> None:
    with pytest.raises(PackageError, match=fault):
        write(package(*resources))


def test_authors_keep_their_own_ids() -> None:
    assert [e.get("id") for e in opf(package()).iterfind(".//dc:creator", OPF)] == ["a", "b"]


def test_every_spine_item_is_linear_and_properties_are_as_given() -> None:
    root = opf(package())
    assert [e.attrib for e in root.iterfind(".//o:itemref", OPF)] == [{"idref": "c1"}]
    assert root.find(".//o:item[@id='nav']", OPF).get("properties") == "nav"


def test_language_stands_on_the_package() -> None:
    assert opf(package(language="zh-Hant")).get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant"


def test_modified_is_utc() -> None:
    beijing = datetime(2026, 3, 8, 8, tzinfo=timezone(timedelta(hours=8)))
    for given, said in ((beijing, "2026-03-08T00:00:00Z"), (NEVER, "2000-01-01T00:00:00Z"),
                        (datetime(2026, 1, 2, tzinfo=UTC), "2026-01-02T00:00:00Z")):
        assert [e.text for e in opf(package(modified=given)).iterfind(".//o:meta[@property='dcterms:modified']", OPF)] == [said]


def test_the_zip_bears_no_trace_of_time_and_system() -> None:
    infos = archive(package()).infolist()
    assert {(i.date_time, i.create_system, i.external_attr) for i in infos} == {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)}
    assert (infos[0].filename, infos[0].compress_type, infos[0].extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_no_generator_and_no_random_identifier() -> None:
    text = archive(package()).read("EPUB/content.opf").decode()
    assert "Ebook-lib" not in text
    assert [e.text for e in opf(package()).iterfind(".//dc:identifier", OPF)] == ["urn:x"]


def test_direction_of_pages() -> None:
    assert opf(package(direction="rtl")).find("o:spine", OPF).get("page-progression-direction") == "rtl"
    assert opf(package()).find("o:spine", OPF).get("page-progression-direction") is None


def test_same_package_same_bytes() -> None:
    assert write(package()) == write(package())
