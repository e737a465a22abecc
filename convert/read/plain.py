"""Plain text (纯文本)."""
from __future__ import annotations

from pathlib import Path

from convert.read.decode import decode
from convert.read.encoding import decide, force
from convert.read.refuse import CONTROL, ReadError, refuse
from convert.settings import ReadSettings
from convert.source import Source
from convert.text import Places, Text


def read(raw: bytes, name: str, path: Path | None, settings: ReadSettings) -> Text:
    """A plain text file: every character that is in it, line ends and form feeds too, but no byte-order mark."""
    where = path or name
    refuse(raw, where)
    decision = force(raw, settings.encoding) if settings.encoding else decide(raw)
    if not decision.forced and (best := decision.readings[0]).control > max(1, CONTROL * best.length):
        raise ReadError("read.controls", path=where, n=best.control)
    try:
        chars, starts, ends = decode(raw, decision.encoding, decision.skip)
    except (UnicodeError, LookupError) as reason:       # a codec that bears no error handler, such as idna
        raise ReadError("read.unfit", path=where, encoding=decision.encoding) from reason
    if not chars.strip():
        raise ReadError("read.blank", path=where)
    source = Source(name, raw, decision.encoding, path, tuple(decision.evidence()))
    text = Text(source, chars, starts, ends)
    if decision.forced and (bad := undecodable(text)):
        start, end = starts[bad[0]], ends[bad[0]]
        place = Places(text).of(start)
        raise ReadError(
            "read.undecodable", path=where, encoding=decision.encoding, n=len(bad), line=place.line,
            column=place.column, byte=start, bytes=raw[start:end].hex(" ").upper())
    return text


def undecodable(text: Text) -> list[int]:
    """The characters that stand for bytes the encoding could not decode (a U+FFFD the file itself holds is none).

    ``text`` is a text as it was read.
    """
    try:
        genuine = "\ufffd".encode(text.source.encoding)
    except UnicodeEncodeError:
        genuine = b""
    raw, at, out = text.source.raw, text.chars.find("\ufffd"), []
    while at >= 0:
        if raw[text.starts[at]:text.ends[at]] != genuine:
            out.append(at)
        at = text.chars.find("\ufffd", at + 1)
    return out
