"""The tables of settings (设定项): what can be set, what holds if nothing is, and what each is for."""
from __future__ import annotations

from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from typing import Any

SCRIPTS = ("zh-Hans", "zh-Hant", "zh-TW", "zh-HK")      # 简体, 繁體 as OpenCC has it, as Taiwan and Hong Kong write it


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """[edition]: what is known of this edition. ``None`` means: take it from the text, or say that it is missing.

    ``script`` turns its characters into another script of Chinese. ``pages`` is whether ebook and digest name the pages of
    print, for which the print edition must be laid out. ``select`` names one of several articles in the file, by its number
    or a part of its title.
    """

    title: str | None = None
    subtitle: str | None = None
    creator: str | None = None
    publisher: str | None = None
    date: str | None = field(default=None, metadata={"form": "date"})
    version: str = "1"
    language: str | None = field(default=None, metadata={"form": "language"})
    identifier: str | None = None
    source: str | None = None
    rights: str | None = None
    cover: str | None = None
    script: str | None = field(default=None, metadata={"choices": SCRIPTS})
    pages: bool = True
    select: str | None = None


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """[read]: how bytes become characters. ``encoding`` overrides what the evidence says."""

    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class CleanSettings:
    """[clean]: which repairs are applied. ``accept`` and ``reject`` hold ids: the editor's word goes first.

    ``edit`` gives by id the editor's own words, to stand in place of what the repair found.
    """

    apply_at: str = field(default="probable", metadata={"choices": ("certain", "probable", "possible")})
    accept: tuple[str, ...] = ()
    reject: tuple[str, ...] = ()
    edit: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """[parse]: lines that the editor has told the parser about, by their words, or by how they begin with … behind it.

    ``level`` gives headings their level, 1 for the highest; what has none stands below them.
    """

    heading: tuple[str, ...] = ()
    not_heading: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    level: dict[str, int] = field(default_factory=dict, hash=False, metadata={"range": (1, 6)})


@dataclass(frozen=True, slots=True)
class Picture:
    """[figure."CAPTION"]: a lost picture that its editor has found (补图): its file, what it shows, where it comes from."""

    file: str
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """[print]: how the PDF looks. ``notes`` is none, gaps or all: which repairs bear a note in the text.

    ``profile`` names the house rules of Chinese line setting (标点体例). ``fonts`` names a font file for a family of the
    sheets: Song, Hei or Kai.
    """

    theme: str = "book"
    paper: str = "A5"
    notes: str = field(default="gaps", metadata={"choices": ("none", "gaps", "all")})
    profile: str = field(default="mainland", metadata={"choices": ("mainland", "strict", "kaiming")})
    fonts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EpubSettings:
    """[epub]: how the ebook is set. ``vertical``: in columns from right to left (竖排). ``fonts``: with faces embedded."""

    vertical: bool = False
    fonts: bool = False


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """[digest]: how many quotes a section and the whole get.

    ``wrap``: plain text in lines of 40 characters, or a paragraph a line. ``explain``: say why each quote was picked.
    """

    quotes: int = field(default=2, metadata={"range": (1, 20)})
    total: int = field(default=40, metadata={"range": (1, 10000)})
    wrap: bool = True
    explain: bool = False


@dataclass(frozen=True, slots=True)
class MailSettings:
    """[mail]: the server that files are sent through. Its password is never a setting.

    ``port`` 465 is TLS from the start, any other STARTTLS; ``limit`` is in megabytes of a mail as it is sent;
    ``certificates`` names a file of authorities (PEM) for a server of one's own.
    """

    host: str | None = None
    port: int = field(default=465, metadata={"range": (1, 65535)})
    user: str | None = None
    sender: str | None = None
    limit: int = field(default=25, metadata={"range": (1, 200)})
    certificates: str | None = None


LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of one run, merged once and handed down."""

    edition: EditionSettings = field(default_factory=EditionSettings)
    read: ReadSettings = field(default_factory=ReadSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    parse: ParseSettings = field(default_factory=ParseSettings)
    print: PrintSettings = field(default_factory=PrintSettings)
    epub: EpubSettings = field(default_factory=EpubSettings)
    digest: DigestSettings = field(default_factory=DigestSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    figure: dict[str, Picture] = field(default_factory=dict)        # by caption
    # of reports and messages; None: the text's own
    language: str | None = field(default=None, metadata={"choices": LANGUAGES})

    @property
    def told(self) -> ParseSettings:
        """What the editor says of lines: a picture's caption is one, too."""
        captions = (f"{caption.rstrip('…')}…" for caption in self.figure)
        return replace(self.parse, caption=(*self.parse.caption, *captions))


TABLES: dict[str, Any] = {f.name: type(v) for f in fields(Settings) if is_dataclass(v := getattr(Settings(), f.name))}
KEYS: dict[str, Field[Any]] = {
    **{f"{table}.{f.name}": f for table, kind in TABLES.items() for f in fields(kind)},
    **{f.name: f for f in fields(Settings) if f.name not in TABLES},
}
