"""The command line: each command is one call of the library, its result shown.

``convert`` and ``kanxing`` are the same program.
"""
from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from convert.cli import show, site
from convert.cli.options import (
    Decisions,
    Encoding,
    Fonts,
    Json,
    Lang,
    Output,
    Pages,
    Paper,
    Script,
    Select,
    Set,
    Source,
    Sources,
    Theme,
    Vertical,
)

app = typer.Typer(
    name="convert", cls=show.Program, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Repair a damaged Chinese text and publish it: a typeset PDF, an EPUB, a digest of headline quotes.",
    epilog="Start with: convert build book.txt")


@app.callback()
def program(version: Annotated[bool, typer.Option(
        "--version", help="Show the version.", callback=show.version, is_eager=True)] = False) -> None:
    """Options that stand before any command."""


@app.command()
def build(sources: Annotated[list[str], typer.Argument(metavar="SOURCE", help="Text files, folders of them, or -.")],
          output: Annotated[str, typer.Option("-o", "--output", metavar="FOLDER", help="Where the editions go.")] = "build",
          theme: Theme = None, paper: Paper = None, script: Script = None, vertical: Vertical = None, fonts: Fonts = None,
          pages: Pages = None, select: Select = None, encoding: Encoding = None, decisions: Decisions = None,
          lang: Lang = None, settings: Set = None) -> None:
    """All editions, and the record of repairs.

    Into FOLDER/NAME/ for each source: NAME.pdf, NAME.epub, NAME.digest.txt, repairs.jsonl; and says what was found, what
    is missing and how to give it. One bad source does not stop the others.
    """
    from convert.press import build
    chosen = show.overrides(settings, theme=theme, paper=paper, script=script, vertical=vertical, fonts=fonts, pages=pages,
                            encoding=encoding, select=select, lang=lang)
    with show.progress() as watch:
        results = build(*sources, out=output, overrides=chosen, decisions=decisions, watch=watch)
    raise typer.Exit(show.results(results, lang))


@app.command()
def pdf(sources: Sources, output: Output = None, theme: Theme = None, paper: Paper = None, script: Script = None,
        select: Select = None, encoding: Encoding = None, decisions: Decisions = None, lang: Lang = None,
        settings: Set = None) -> None:
    """The typeset PDF.

    Into build/NAME/NAME.pdf, unless -o says otherwise.
    """
    chosen = show.overrides(settings, theme=theme, paper=paper, script=script, encoding=encoding, select=select, lang=lang)
    show.publish("pdf", sources, output, chosen, decisions, lang)


@app.command()
def epub(sources: Sources, output: Output = None, theme: Theme = None, paper: Paper = None, script: Script = None,
         vertical: Vertical = None, fonts: Fonts = None, pages: Pages = None, select: Select = None, encoding: Encoding = None,
         decisions: Decisions = None, lang: Lang = None, settings: Set = None) -> None:
    """The EPUB.

    Into build/NAME/NAME.epub, unless -o says otherwise. It has the page numbers of the PDF, which is laid out for them.
    """
    chosen = show.overrides(settings, theme=theme, paper=paper, script=script, vertical=vertical, fonts=fonts, pages=pages,
                            encoding=encoding, select=select, lang=lang)
    show.publish("epub", sources, output, chosen, decisions, lang)


@app.command()
def digest(sources: Sources, output: Output = None,
           quotes: Annotated[int | None, typer.Option(metavar="N", help="Quotes a section at most; 2 if not given.")] = None,
           form: Annotated[str, typer.Option("--format", metavar="text|md|json", help="Plain text, Markdown or JSON.",
                                             callback=show.form, autocompletion=show.forms)] = "text",
           json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
           explain: Annotated[bool | None, typer.Option("--explain", help="Say why each was picked.")] = None,
           theme: Theme = None, paper: Paper = None, script: Script = None, pages: Pages = None,
           select: Select = None, encoding: Encoding = None, decisions: Decisions = None, lang: Lang = None,
           settings: Set = None) -> None:
    """The headline quotes of each section.

    Into build/NAME/NAME.digest.txt (or .md, .json), unless -o says otherwise. Every quote is word for word, with its page
    in the PDF, which is laid out for that.
    """
    chosen = show.overrides(settings, quotes=quotes, explain=explain, theme=theme, paper=paper, script=script, pages=pages,
                            select=select, encoding=encoding, lang=lang)
    form = "json" if json else form
    show.publish("digest" if form == "text" else f"digest-{form}", sources, output, chosen, decisions, lang)


@app.command()
def clean(source: Source, output: Output = "-", select: Select = None, encoding: Encoding = None, decisions: Decisions = None,
          lang: Lang = None, settings: Set = None) -> None:
    """The repaired text.

    UTF-8, one block (heading, paragraph, caption, verse line) a line; on standard output, unless -o says otherwise.
    """
    from convert.verbs import clean_text
    chosen = show.overrides(settings, encoding=encoding, select=select, lang=lang)
    show.write(output or "-", source, decisions, lambda watch: clean_text(source, chosen, decisions=decisions, watch=watch))


@app.command()
def outline(source: Source, select: Select = None, encoding: Encoding = None, decisions: Decisions = None,
            settings: Set = None) -> None:
    """The headings.

    In reading order, one a line, two spaces of indent a level; the title is not among them.
    """
    from convert.verbs import headings_text, outline
    show.out(headings_text(outline(source, show.overrides(settings, encoding=encoding, select=select), decisions=decisions)))


@app.command()
def tree(source: Source, json: Json = False, select: Select = None, encoding: Encoding = None, decisions: Decisions = None,
         settings: Set = None) -> None:
    """The document tree, with its places in the source.

    As pseudo-XML for people, or as JSON; at: characters of the repaired text, bytes: of the source.
    """
    from convert.verbs import dump_tree
    chosen = show.overrides(settings, encoding=encoding, select=select)
    show.out(dump_tree(source, chosen, decisions=decisions, form="json" if json else "text"))


@app.command()
def explain(source: Source, json: Json = False,
            html: Annotated[str | None, typer.Option(metavar="FILE", help="A page: source and repaired text abreast.")] = None,
            kind: Annotated[str | None, typer.Option(metavar="KIND", help="One kind (or pass) alone, and all of it.")] = None,
            held: Annotated[bool, typer.Option("--held", help="Only what awaits an editor.")] = False,
            every: Annotated[bool, typer.Option("--all", help="Every repair, not three of a kind.")] = False,
            select: Select = None, encoding: Encoding = None, decisions: Decisions = None, lang: Lang = None,
            settings: Set = None) -> None:
    """Every repair: what, where, why, applied or held.

    Counts and samples of each kind first. --json is one object a line, in order of application.
    """
    from convert.verbs import explain
    chosen = show.overrides(settings, encoding=encoding, select=select, lang=lang)
    if html and (json or kind or held):
        raise typer.BadParameter("the page shows every repair, so --json, --kind and --held cannot go with it",
                                 param_hint="--html")
    form: Any = "html" if html else "json" if json else "text"
    show.write(html or "-", source, decisions, lambda watch: explain(
        source, chosen, decisions=decisions, form=form, kind=kind, held=held, every=every, paint=show.paint(), watch=watch))


@app.command()
def review(source: Annotated[str, typer.Argument(metavar="SOURCE", help="A text file.")], select: Select = None,
           encoding: Encoding = None, decisions: Decisions = None, lang: Lang = None, settings: Set = None) -> None:
    """The editor decides: what is held, one question after the other.

    In a terminal, by single keys; each answer is written into NAME.toml (or --decisions FILE) at once.
    """
    from convert.cli import desk
    desk.review(source, show.overrides(settings, encoding=encoding, select=select, lang=lang), decisions)


for command in site.COMMANDS:
    app.command()(command)


@app.command()
def passes() -> None:
    """The cleaner's passes, in their order."""
    from convert.verbs import list_passes
    show.columns(list_passes())


@app.command()
def themes() -> None:
    """The looks a book can have."""
    from convert.verbs import list_themes
    show.columns(list_themes())


@app.command()
def settings(source: Annotated[str | None, typer.Argument(metavar="SOURCE", help="A text whose NAME.toml counts.")] = None,
             decisions: Decisions = None, lang: Lang = None, settings: Set = None) -> None:
    """Every setting, its value and where it comes from."""
    from convert.verbs import list_settings
    path = Path(source) if source and source != "-" else None
    show.out(show.as_toml(list_settings(path, show.overrides(settings, lang=lang), decisions=decisions)))


def main() -> None:
    """Run the program on the command line's words."""
    gc.set_threshold(100_000, 50, 100)      # a book is a million objects that stay: looking for cycles took a tenth of the time
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:      # closed by the shell: >&-
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")     # type: ignore[union-attr]  # TextIO, in name
    app()
