"""What the EPUB's package document says of the book (书目信息): Dublin Core, and schema.org on accessibility."""
from __future__ import annotations

import re
from collections.abc import Iterator

from convert.anchors import printed
from convert.render.identity import w3c_date
from convert.render.package import Statement
from convert.tree import Document, Figure, Gap, Meta, walk
from convert.words import say

FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "alternativeText",
            "unlocked")
PAGED = ("pageBreakMarkers", "pageNavigation")

# what stands behind names on a title page, and its MARC relator code; longer words first
RELATORS = {"主编": "edt", "主編": "edt", "编辑": "edt", "編輯": "edt", "整理": "edt", "编": "edt", "編": "edt",
            "译": "trl", "譯": "trl", "撰": "aut", "著": "aut"}
_RELATED = re.compile(rf"(?P<names>.+?)\s+等?\s*(?P<word>{'|'.join(RELATORS)})")
_WHENCE = re.compile(r"^[（(〔［\[【][^）)〕］\]】]{1,6}[）)〕］\]】]\s*")       # ［美］, （清）: no part of the name


def creators(creator: str | None) -> list[tuple[str, str]]:
    """The people named on the title page, each with a MARC relator code.

    >>> creators("张三、李四 著；［美］王五 译")
    [('张三', 'aut'), ('李四', 'aut'), ('［美］王五', 'trl')]
    """
    out: list[tuple[str, str]] = []
    for group in re.split(r"[；;]", creator or ""):
        found = _RELATED.fullmatch(group.strip())
        code = RELATORS[found["word"]] if found else "aut"
        names = found["names"] if found else group
        out += [(name.strip(), code) for name in re.split(r"[、，]", names) if name.strip()]
    return out


def file_as(name: str) -> str:
    """A name as a catalogue sorts it: without country or dynasty; the family name is first already.

    >>> file_as("（清）曹雪芹")
    '曹雪芹'
    """
    return _WHENCE.sub("", name) or name


def statements(document: Document, name: str, pages: str | None, vertical: bool = False) -> Iterator[Statement]:
    """The package metadata.

    ``pages`` identifies the print edition whose page breaks the text holds, if it does. ``vertical``: is it set in columns?
    Kindle asks to be told.
    """
    meta = document.meta
    yield Statement("dc:title", printed(meta.title or name), {"id": "title"})
    yield Statement("meta", "main", {"refines": "#title", "property": "title-type"})
    if meta.subtitle:
        yield Statement("dc:title", printed(meta.subtitle), {"id": "subtitle"})
        yield Statement("meta", "subtitle", {"refines": "#subtitle", "property": "title-type"})
    yield from _people(meta)
    for term, value in (("publisher", meta.publisher), ("date", w3c_date(meta.date)), ("source", meta.source),
                        ("rights", meta.rights)):
        if value:
            yield Statement(f"dc:{term}", printed(value))
    yield Statement("meta", printed(meta.version), {"property": "schema:version"})
    yield from _accessibility(document, pages is not None)
    if pages is not None:
        yield Statement("meta", pages, {"property": "pageBreakSource"})
    yield Statement("meta", "", {"name": "cover", "content": "cover-image"})
    if vertical:
        yield Statement("meta", "", {"name": "primary-writing-mode", "content": "vertical-rl"})


def _people(meta: Meta) -> Iterator[Statement]:
    for n, (name, code) in enumerate(creators(meta.creator), 1):
        refines = {"refines": f"#creator{n}"}
        yield Statement("dc:creator", printed(name), {"id": f"creator{n}"})
        yield Statement("meta", code, {**refines, "property": "role", "scheme": "marc:relators"})
        yield Statement("meta", printed(file_as(name)), {**refines, "property": "file-as"})
        yield Statement("meta", str(n), {**refines, "property": "display-seq"})


def _accessibility(document: Document, paged: bool) -> Iterator[Statement]:
    """EPUB Accessibility 1.1, 2.2. Claims of conformance are the publisher's to make: none stands here."""
    figures = [node for node, _ in walk(document) if isinstance(node, Figure)]
    shown = sum(f.href is not None for f in figures)
    counts = {"lost": len(figures) - shown, "gaps": sum(isinstance(node, Gap) for node, _ in walk(document))}
    language = document.meta.language
    summary = [say("epub.summary", language)]
    if paged:
        summary.append(say("epub.summary.pages", language))
    if shown:
        described = all(f.alt for f in figures if f.href is not None)
        summary.append(say("epub.summary.described" if described else "epub.summary.pictures", language, count=shown))
    gaps = [say(f"epub.gap.{gap}", language, count=n) for gap, n in counts.items() if n]
    gaps.append(say("epub.gap.unjudged", language))
    summary.append(say("epub.summary.gaps", language, gaps=say("epub.gap.separator", language).join(gaps)))
    properties = [
        ("accessMode", ["textual", "visual"] if shown else ["textual"]),
        ("accessModeSufficient", ["textual"]),
        ("accessibilityFeature", [*FEATURES, *(PAGED if paged else ())]),
        ("accessibilityHazard", ["none"]),
        ("accessibilitySummary", ["".join(summary)])]
    for term, values in properties:
        for value in values:
            yield Statement("meta", value, {"property": f"schema:{term}"})
