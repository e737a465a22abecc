"""What is no text: says which kind of file it is, and what to do with it."""
from __future__ import annotations

import re
from pathlib import Path

from convert.refusal import Refusal

# How a file that is no text begins, its kind, and what can be done with it.
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (rb"%PDF-", "PDF", "export"),
    (rb"\{\\rtf", "RTF", "export"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word/Excel 97 (OLE: .doc, .xls, .wps)", "export"),
    (rb"ITSF.\0\0\0", "CHM", "export"),
    (rb"CAJ\0", "CAJ", "export"),
    (rb".{60}BOOKMOBI", "MOBI", "export"),
    (rb"AT&TFORM", "DjVu", "recognise"),
    (rb"\x89PNG\r\n\x1a\n", "PNG", "recognise"),
    (rb"\xff\xd8\xff", "JPEG", "recognise"),
    (rb"GIF8[79]a", "GIF", "recognise"),
    (rb"II\*\0|MM\0\*", "TIFF", "recognise"),
    (rb"RIFF....WEBP", "WebP", "recognise"),
    (rb"BM.{4}\0\0\0\0", "BMP", "recognise"),
    (rb"\0\0\0.ftyp(heic|mif1|avif)", "HEIC/AVIF", "recognise"),
    (rb"Rar!\x1a\x07", "RAR", "unpack"),
    (rb"7z\xbc\xaf\x27\x1c", "7z", "unpack"),
    (rb"\x1f\x8b", "gzip", "unpack"),
    (rb"BZh\d1AY&SY", "bzip2", "unpack"),
    (rb"\xfd7zXZ\0", "xz", "unpack"),
    (rb"\x28\xb5\x2f\xfd", "zstd", "unpack"),
    (rb".{257}ustar", "tar", "unpack"),
    (rb"ID3[\x02-\x04]|\xff[\xfb\xf3\xf2]", "MP3", "choose"),
    (rb"OggS\0", "Ogg", "choose"),
    (rb"fLaC\0", "FLAC", "choose"),
    (rb"RIFF....(WAVE|AVI )", "WAV/AVI", "choose"),
    (rb"\0\0\0.ftyp", "MP4", "choose"),
    (rb"\x7fELF", "ELF", "choose"),
    (rb"MZ.{58}..\0\0", "Windows EXE/DLL", "choose"),
    (rb"SQLite format 3\0", "SQLite", "choose"),
    (rb"\0\x01\0\0\0|OTTO\0|wOF[F2]\0", "OpenType/TrueType", "choose"),
    (rb"\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", "Java/Mach-O", "choose"),
)
ZIP = re.compile(rb"PK(\x03\x04|\x05\x06)")
MEMBERS = (                                             # what a ZIP file is, by a file that it must hold
    (b"application/epub+zip", "EPUB", "export"),
    (b"word/document.xml", "DOCX (Word)", "export"),
    (b"xl/workbook.xml", "XLSX (Excel)", "export"),
    (b"ppt/presentation.xml", "PPTX (PowerPoint)", "export"),
    (b"application/vnd.oasis.opendocument", "ODF (OpenDocument)", "export"),
)
TOO_LONG = 0xFFFF_FFFF                                  # origins take four bytes
CONTROL = 0.05                                          # that share of control codes is in no text


class ReadError(Refusal):
    """A source that cannot be read: what, where, what to do."""


def kind(raw: bytes) -> tuple[str, str] | None:
    """The kind of a file that is no text, by its first bytes, with what to do; None where they betray nothing.

    >>> kind(b"%PDF-1.7")
    ('PDF', 'export')
    """
    if ZIP.match(raw):
        return next(((name, advice) for mark, name, advice in MEMBERS if mark in raw), ("ZIP", "unpack"))
    return next(((name, advice) for pattern, name, advice in SIGNATURES if re.match(pattern, raw, re.DOTALL)), None)


def refuse(raw: bytes, path: Path | str) -> None:
    """Raise ReadError for a file that its first bytes or its size show to be no text."""
    if not raw:
        raise ReadError("read.empty", path=path)
    if len(raw) > TOO_LONG:
        raise ReadError("read.too_long", path=path)
    if known := kind(raw):
        raise ReadError(f"read.{known[1]}", path=path, kind=known[0])
