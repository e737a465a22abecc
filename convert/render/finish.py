"""The last touches to a PDF before it is written (WeasyPrint's ``finisher``): what WeasyPrint 70 leaves undone.

ISO 32000-1 gives the clauses: page labels 12.4.2, annotation flags 12.5.3, artefacts 14.8.2.2, CID fonts 9.7.4.
"""
from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from convert.render.fonts import checksum
from convert.render.pages import front, pieces

PRINT = 4       # annotation flag, bit 3
CONTENTS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
FOOT = ("@bottom-left", "@bottom-center", "@bottom-right")


class Marks:
    """Remembers, while pages are drawn, which marked-content id each text box was given."""

    def __init__(self, document: Any) -> None:
        self.pages: list[tuple[Any, dict[int, int]]] = []
        for page in document.pages:
            page.paint = self._painter(page)

    def _painter(self, page: Any) -> Callable[..., None]:
        draw = page.paint

        def paint(stream: Any, scale: float = 1) -> None:
            draw(stream, scale)
            self.pages.append((stream, {id(box): tag["mcid"] for box, tag in stream._tags.items()}))

        return paint


def finisher(marks: Marks, names: Sequence[str], hidden: Mapping[str, str], identifier: str) -> Callable[[Any, Any], None]:
    """The finisher for a document with these page labels; ``hidden``: the true characters of replaced ones, by code.

    ``identifier`` names the PDF in its metadata, so that other editions can say whose page numbers they bear.
    """

    def finish(document: Any, pdf: Any) -> None:
        from pydyf import Stream

        _page_labels(pdf, names)
        _identify(pdf, identifier)
        _tags(document, pdf, marks, hidden)
        _links(document)
        for thing in pdf.objects:
            if isinstance(thing, Stream) and thing.extra.get("Subtype") == "/OpenType":
                thing.stream = [identity_charset(b"".join(thing.stream))]

    return finish


def _page_labels(pdf: Any, names: Sequence[str]) -> None:
    from pydyf import Array, Dictionary

    count = front(names)
    ranges: list[Any] = [0, Dictionary({"S": "/r"})] if count else []
    if count < len(names):
        ranges += [count, Dictionary({"S": "/D"})]
    pdf.catalog["PageLabels"] = Dictionary({"Nums": Array(ranges)})


def _identify(pdf: Any, identifier: str) -> None:
    """Put the identifier into the XMP packet as dc:identifier (ISO 16684-1, 8.3)."""
    (metadata,) = (thing for thing in pdf.objects if thing.reference == pdf.catalog["Metadata"])
    said = (f'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="">'
            f"<dc:identifier>{escape(identifier)}</dc:identifier></rdf:Description></rdf:RDF>")
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", said.encode(), 1)]


def _links(document: Any) -> None:
    """Links stay in print, and say in words where they lead."""
    from pydyf import String

    for page in document.pages:
        for _, _, _, box in page.links:
            if box.link_annotation:
                box.link_annotation["F"] = PRINT
                if words := " ".join("".join(box.element.itertext()).split()):
                    box.link_annotation["Contents"] = String(words)


def _tags(document: Any, pdf: Any, marks: Marks, hidden: Mapping[str, str]) -> None:
    """Furniture becomes artefacts, notes become Notes, replaced characters keep their true text."""
    from pydyf import Dictionary, String

    objects = {f"{n} 0 R".encode(): thing for n, thing in enumerate(pdf.objects)}
    root = objects[objects[pdf.catalog["StructTreeRoot"]]["ParentTree"]]["Nums"]
    furniture: list[bytes] = []
    for number, (page, (stream, ids)) in enumerate(zip(document.pages, marks.pages, strict=True)):
        parents = root[2 * number + 1]
        places = {op["MCID"]: n for n, op in enumerate(stream.stream) if isinstance(op, dict) and "MCID" in op}
        for piece in pieces(page, frozenset()):
            mark = ids.get(id(piece.box))
            if mark is None:
                continue
            if piece.margin:
                kind = "/Footer" if piece.margin in FOOT else "/Header"
                stream.stream[places[mark] - 1] = "/Artifact"
                stream.stream[places[mark]] = Dictionary({"Type": "/Pagination", "Subtype": kind})
                furniture.append(parents[mark])
                parents[mark] = "null"
            elif "missing" in piece.classes:
                stream.stream[places[mark]]["ActualText"] = String(hidden[piece.box.element.get("data-code")])
            elif piece.note:
                _note(objects, parents[mark])
            elif "entry" in piece.classes:
                _entry(objects, parents[mark])
    _forget(objects, furniture)


def _entry(objects: Mapping[bytes, Any], element: bytes) -> None:
    """Tag a line of the contents as what it is: TOC, TOCI, Reference, and one Link (ISO 32000-1, table 333)."""
    while (thing := objects[element]).get("S") not in ("/Document", "/TOC", None):
        parent = objects[thing["P"]].get("S")
        thing["S"] = "/Span" if (thing["S"], parent) == ("/Link", "/Link") else CONTENTS.get(thing["S"], thing["S"])
        element = thing["P"]


def _note(objects: Mapping[bytes, Any], element: bytes) -> None:
    """Tag the outermost span of a note as Note; its ID is unique (ISO 14289-1, 7.9)."""
    from pydyf import String

    outer = None
    while objects[element].get("S") not in ("/Document", None):
        if objects[element]["S"] == "/Span":
            outer = element
        if objects[element]["S"] == "/Note":
            return
        element = objects[element]["P"]
    if outer is not None:
        objects[outer]["S"] = "/Note"
        objects[outer]["ID"] = String(f"note-{outer.split()[0].decode()}")


def _forget(objects: Mapping[bytes, Any], elements: Sequence[bytes]) -> None:
    """Empty the structure elements of content that is none, up to where the tree knows of them."""
    for element in elements:
        while element in objects:
            thing = objects[element]
            parent = objects.get(thing.get("P"))
            if not thing or thing.get("S") == "/Document" or (parent and thing.get("S") and element in _listed(parent)):
                break
            element, _ = thing["P"], thing.clear()


def _listed(parent: Any) -> Sequence[Any]:
    return parent["K"] if parent.get("S") == "/Document" else ()


def identity_charset(font: bytes) -> bytes:
    """An OpenType font whose CID-keyed outlines number their glyphs as the glyphs themselves: CID = GID.

    WeasyPrint 70 writes glyph ids where CIDs belong; readers that follow the font's own charset (MuPDF, Ghostscript)
    then draw other glyphs or none. The charset table is overwritten in place (Adobe Technical Note 5176, 13): one
    range from 1 to the last glyph. Fonts without CIDs come back as they are.
    """
    from fontTools.cffLib import CFFFontSet

    tables = {font[at:at + 4]: at for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)}
    if b"CFF " not in tables:
        return font
    start, length = struct.unpack_from(">LL", font, tables[b"CFF "] + 8)
    outlines = CFFFontSet()
    outlines.decompile(BytesIO(font[start:start + length]), None)
    top = outlines[outlines.fontNames[0]].rawDict
    if "ROS" not in top:
        return font
    out, at = bytearray(font), start + top["charset"]
    (count,) = struct.unpack_from(">H", font, start + top["CharStrings"])
    # format 2 counts up to 65,536 glyphs in five bytes; a table shorter than that is of format 1 with one range
    wide = font[at] != 1 or font[at + 3] + 1 < count - 1
    struct.pack_into(*((">BHH", out, at, 2) if wide else (">BHB", out, at, 1)), 1, count - 2)
    struct.pack_into(">L", out, tables[b"CFF "] + 4, checksum(out[start:start + length]))
    (head,) = struct.unpack_from(">L", font, tables[b"head"] + 8)
    struct.pack_into(">L", out, head + 8, 0)
    struct.pack_into(">L", out, head + 8, (0xB1B0AFBA - checksum(out)) & 0xFFFFFFFF)
    return bytes(out)
