"""Options that several commands share."""
from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from convert.cli import show

FILES = "Text files, or - for standard input."
Source = Annotated[str, typer.Argument(metavar="SOURCE", help="A text file, or - for standard input.")]
Sources = Annotated[list[str], typer.Argument(metavar="SOURCE", help=FILES)]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")]
Theme = Annotated[str | None, typer.Option(
    metavar="NAME", help="The look of the book: see convert themes.", autocompletion=show.themes)]
Paper = Annotated[str | None, typer.Option(
    metavar="SIZE", help="A5, A4, B5, 16开, 32开 …, or 170x240.", autocompletion=show.papers)]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="The source's encoding, where the evidence misleads.")]
Decisions = Annotated[Path | None, typer.Option(metavar="FILE", help="The book's settings, if not NAME.toml beside it.")]
Lang = Annotated[str | None, typer.Option(
    metavar="LANGUAGE", help="The language of reports: zh-Hans, zh-Hant, en. Otherwise the text's own.",
    callback=show.speak_in, autocompletion=show.languages)]
Set = Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any setting, as edition.title=书名.")]
Script = Annotated[str | None, typer.Option(
    metavar="SCRIPT", help="Turn the script: zh-Hans, zh-Hant, zh-TW, zh-HK. Wording stays.", autocompletion=show.scripts)]
Pages = Annotated[bool | None, typer.Option(
    "--pages/--no-pages", help="Name the pages of the PDF (so by default), or skip its layout.")]
Vertical = Annotated[bool | None, typer.Option("--vertical", help="The EPUB in columns from right to left.")]
Fonts = Annotated[bool | None, typer.Option("--fonts", help="Embed the fonts in the EPUB, cut down to its characters.")]
Select = Annotated[str | None, typer.Option(
    metavar="ARTICLE", help="One article of a file that holds several: its number, or a part of its title.")]
Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
