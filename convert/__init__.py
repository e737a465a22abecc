"""刊行: repair a damaged Chinese text and publish it.

The verbs are those of the command line, one call each. A source is a path, ``"-"`` for standard input, or bytes;
``overrides`` are settings by dotted key (``{"print.paper": "A4"}``), ``decisions`` a settings file elsewhere than
beside the source. What cannot be used raises ``Refusal`` or ``ReadError``, whose words are for a person.

>>> import convert
>>> source = "夜航\\n\\n　　船在夜里靠了岸，灯还亮着。\\n".encode()
>>> convert.clean_text(source)
'夜航\\n船在夜里靠了岸，灯还亮着。\\n'

Everything is loaded when first asked for (PEP 562), so that ``import convert`` costs nothing.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from convert.book import Book, open_book
    from convert.press import Result, build
    from convert.read import ReadError
    from convert.refusal import Refusal
    from convert.settings import Settings
    from convert.source import Source, Span
    from convert.text import Text
    from convert.tree import Document
    from convert.verbs import (
        clean_text,
        digest,
        dump_tree,
        epub,
        explain,
        list_passes,
        list_settings,
        list_themes,
        outline,
        pdf,
    )

__version__ = "0.1.0"

__all__ = [
    "Book", "Document", "ReadError", "Refusal", "Result", "Settings", "Source", "Span", "Text", "build", "clean_text",
    "digest", "dump_tree", "epub", "explain", "list_passes", "list_settings", "list_themes", "open_book", "outline", "pdf"]
_NOUNS = {"Book": "book", "Document": "tree", "ReadError": "read", "Refusal": "refusal", "Result": "press",
          "Settings": "settings", "Source": "source", "Span": "source", "Text": "text"}
_HOMES = {**dict.fromkeys(__all__, "verbs"), **_NOUNS, "build": "press", "open_book": "book"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'convert' has no attribute {name!r}")
    from importlib import import_module
    return getattr(import_module(f"convert.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
