"""From bytes to characters: the one list of input formats, and the verb ``read``."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from convert.output import refused
from convert.read import plain
from convert.read.plain import undecodable
from convert.read.refuse import ReadError
from convert.settings import ReadSettings
from convert.text import Text

__all__ = ["READERS", "ReadError", "read", "read_file", "undecodable"]

READERS: dict[str, Callable[[bytes, str, Path | None, ReadSettings], Text]] = {
    ".txt": plain.read,
    ".md": plain.read,
}                                       # a suffix that is not here is read as plain text
_DEFAULTS = ReadSettings()


def read(raw: bytes, name: str, path: Path | None = None, settings: ReadSettings = _DEFAULTS) -> Text:
    r"""The characters of a source, each with the bytes it came from.

    ``name`` names the editions; ``path`` only chooses the reader and stands in messages: nothing is opened. The facts
    that decided the encoding stand in ``Source.evidence``. Undecodable bytes are U+FFFD with their origin, one for
    each unit; under ``settings.encoding`` they are a failure. Line ends and form feeds stay as they are; a byte-order
    mark is no character of the text (its bytes belong to none).

    Raises ReadError for an empty or binary file, for an encoding unknown or unfit.

    >>> text = read("第一章\r\n".encode("gb18030"), "book")
    >>> text.chars, text.source.encoding, list(text.starts)
    ('第一章\r\n', 'gb18030', [0, 2, 4, 6, 7])
    """
    reader = READERS.get(path.suffix.lower(), plain.read) if path else plain.read
    return reader(raw, name, path, settings)


def read_file(path: Path, settings: ReadSettings = _DEFAULTS) -> Text:
    """``read`` for a file, named after it. Raises Refusal also where the file cannot be opened."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise refused(error, path) from None
    return read(raw, path.stem, path, settings)
