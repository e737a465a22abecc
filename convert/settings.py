"""Settings (设定): defaults here, then the house's ``convert.toml``, then the book's ``NAME.toml``, then the command line."""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """[edition]: what is known of this edition. ``None`` means: take it from the text, or say that it is missing."""

    title: str | None = None
    subtitle: str | None = None
    creator: str | None = None
    publisher: str | None = None
    date: str | None = None
    version: str = "1"
    language: str | None = None
    identifier: str | None = None
    source: str | None = None
    rights: str | None = None
    cover: str | None = None


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """[read]: how bytes become characters. ``encoding`` overrides what the evidence says."""

    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class CleanSettings:
    """[clean]: which repairs are applied. ``accept`` and ``reject`` hold ids; the editor's word goes before the program's."""

    apply_at: str = "probable"
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    edit: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """[parse]: lines (exact texts) that the editor has told the parser about."""

    heading: tuple[str, ...] = ()
    not_heading: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """[print]: how the PDF looks. ``notes`` is none, gaps or all: which repairs bear a note in the text."""

    theme: str = "book"
    paper: str = "A5"
    notes: str = "gaps"


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """[digest]: how many quotes a section gets."""

    quotes: int = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run, merged once and handed down."""

    edition: EditionSettings = field(default_factory=EditionSettings)
    read: ReadSettings = field(default_factory=ReadSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    parse: ParseSettings = field(default_factory=ParseSettings)
    print: PrintSettings = field(default_factory=PrintSettings)
    digest: DigestSettings = field(default_factory=DigestSettings)
    language: str | None = None     # of reports and messages; None: the text's own
