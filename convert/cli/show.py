"""How the command line listens and speaks: options to settings, results and refusals to a terminal."""
from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from convert.refusal import Refusal

if TYPE_CHECKING:
    from convert.book import Watch
    from convert.press import Result
    from convert.report import Paint
    from convert.settings import Loaded

KEYS = {"theme": "print.theme", "paper": "print.paper", "encoding": "read.encoding", "quotes": "digest.quotes",
        "explain": "digest.explain", "lang": "language", "script": "edition.script", "pages": "edition.pages",
        "vertical": "epub.vertical", "fonts": "epub.fonts", "select": "edition.select"}
COLOURS: dict[str, dict[str, Any]] = {
    "kind": {"bold": True}, "place": {"bold": True}, "before": {"fg": "red"}, "after": {"fg": "green"},
    "caret": {"fg": "yellow", "bold": True}, "faint": {"dim": True}}
FAILED, REFUSED, FAULT = 1, 2, 70       # some of several sources failed; bad input; a fault of the program (sysexits.h)


class Program(TyperGroup):
    """The group of commands; says what went wrong in one sentence and ends with the exit code that it deserves."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command. Bad input ends with 2, a full disk too, a fault of the program with 70.

        CONVERT_DEBUG=1 shows the traceback.
        """
        try:
            return super().invoke(ctx)
        except Refusal as error:
            complain(error, ctx.obj)
            raise typer.Exit(REFUSED) from None
        except (typer.Exit, typer.Abort, typer.TyperException, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("CONVERT_DEBUG"):
                raise
            from convert.output import fault
            complain(fault(error, str(ctx.invoked_subcommand)), ctx.obj)
            raise typer.Exit(REFUSED if isinstance(error, OSError) else FAULT) from None


def speech(chosen: str | None = None) -> str:
    """The language of messages that have no text to follow: the option's, else the locale's."""
    from convert.settings import ALIASES, LANGUAGES
    local = next((v for v in map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG")) if v), "")
    wanted = chosen or local.partition(".")[0].replace("_", "-")
    return next((n for n in LANGUAGES if n.lower() == wanted.lower()), ALIASES.get(wanted.lower(), "en"))


def complain(error: Refusal, language: str | None = None) -> None:
    """A refusal on standard error."""
    typer.echo(f"convert: {error.say(speech(language))}", err=True)


def speak_in(ctx: typer.Context, value: str | None) -> str | None:
    """Remember --lang for refusals."""
    ctx.find_root().obj = value
    return value


def version(value: bool) -> None:
    """Answer --version."""
    if value:
        from convert import __version__
        typer.echo(f"convert (kanxing) {__version__}")
        raise typer.Exit


def themes() -> list[str]:
    """Themes, for shell completion."""
    from convert.theme import names
    return names()


def papers() -> list[str]:
    """Paper sizes, for shell completion."""
    from convert.paper import PAPERS
    return [*PAPERS]


def scripts() -> list[str]:
    """Scripts, for shell completion."""
    from convert.settings import SCRIPTS
    return [*SCRIPTS]


def languages() -> list[str]:
    """Languages, for shell completion."""
    from convert.settings import LANGUAGES
    return [*LANGUAGES]


FORMS = ("text", "md", "json")      # the shapes of a digest


def forms() -> list[str]:
    """The shapes of a digest, for shell completion."""
    return [*FORMS]


def form(value: str) -> str:
    """The shape of a digest that was asked for. Raises Refusal for one that there is not."""
    from convert.settings import choose
    return choose("--format", value, FORMS)


def overrides(pairs: Sequence[str] | None, **options: object) -> dict[str, object]:
    """The command line's layer of settings: options that were given, then --set."""
    from convert.settings import SetKey
    out: dict[str, object] = {KEYS[name]: value for name, value in options.items() if value is not None}
    for pair in pairs or ():
        key, is_pair, value = pair.partition("=")
        if not is_pair:
            raise Refusal("refuse.setting", value=pair)
        out.pop(key.strip(), None)      # so that the last word is the one that is blamed
        out[SetKey(key.strip())] = _toml(value)
    return out


def _toml(value: str) -> object:
    """A value as TOML reads it (a number, a list, a quoted text), else the words as they are."""
    import tomllib
    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return value


def out(text: str) -> None:
    """Words on standard output, as UTF-8."""
    from convert.output import emit
    emit(text.encode())


def columns(rows: Sequence[Sequence[str]]) -> None:
    """Rows on standard output as aligned columns."""
    from convert.report import table
    out(table(rows))


def write(path: str, source: str, decisions: Path | None, make: Callable[[Watch | None], str]) -> None:
    """A text into a file, or to standard output for ``-``; refused before the work where it would overwrite a source."""
    from convert import output
    from convert.book import precious
    if path != "-":
        output.guard(Path(path), precious([source], decisions))
    with progress() as watch:
        text = make(watch)
    output.emit(text.encode()) if path == "-" else output.save({Path(path): text.encode()})


def publish(form: str, sources: Sequence[str], output: str | None, overrides: Mapping[str, object],
            decisions: Path | None, lang: str | None) -> None:
    """One edition of each source; where it went, on standard output unless the edition goes there."""
    from convert import press
    failed = False
    with progress() as watch:
        for result in press.publish(form, sources, output, overrides=overrides, decisions=decisions, watch=watch):
            for warning in result.warnings:
                typer.echo(f"convert: {result.given!s}: {warning}", err=True)
            if result.error:
                failed = True
                complain(result.error, lang)
            for path in result.files:
                out(f"{path}\n")
    if failed:
        raise typer.Exit(REFUSED)


def results(found: Sequence[Result], lang: str | None) -> int:
    """A summary of each source, a table where there are several; gives the exit code."""
    from convert import report
    from convert.report import summary
    from convert.words import say
    speak = speech(lang)
    for result in found:
        if result.summary:
            speak = result.summary.language
            found_out = summary.lines(result.summary, result.files, result.warnings)
            out(f"{result.given!s}\n" + report.table([(f"  {label}", words) for label, words in found_out]))
        elif result.error and not result.skipped:
            complain(result.error, lang)
    states = ["skipped" if r.skipped else "failed" if r.error else "done" for r in found]
    n = Counter(states)
    if len(found) > 1:
        rows = [(str(r.given), say(f"sum.{state}", speak), _told(r, speak)) for state, r in zip(states, found, strict=True)]
        out("\n" + report.table(rows))
        out(say("sum.total", speak, n=len(found), done=n["done"], skipped=n["skipped"], failed=n["failed"]) + "\n")
    return 0 if not n["failed"] else REFUSED if len(found) == 1 else FAILED


def _told(result: Result, language: str) -> str:
    from convert.report.summary import brief
    if result.summary:
        return brief(result.summary)
    return result.error.say(language) if result.error else ""


def as_toml(loaded: Loaded) -> str:
    """Settings as a TOML file that would give them, with the origin of each as a comment."""
    import json
    rows: list[tuple[str, str]] = []
    table = ""
    for key, value, origin in sorted(loaded, key=lambda row: "." in row[0]):
        head, _, name = key.rpartition(".")
        if head != table:
            rows += [("", ""), (f"[{head}]", "")]
            table = head
        shown = json.dumps(value, ensure_ascii=False) if not isinstance(value, dict) else _inline(value)
        rows.append((f"{name} = {shown}" if value is not None else f"# {name} =", f"# {origin or 'default'}"))
    from convert.report import table as aligned
    return aligned(rows)


def _inline(value: Mapping[str, object]) -> str:
    import json
    from dataclasses import asdict

    def shown(v: object) -> str:
        return json.dumps(v, ensure_ascii=False) if isinstance(v, str | int) else _inline(asdict(v))     # type: ignore[call-overload]  # a Picture

    return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {shown(v)}" for k, v in value.items()) + "}"


def paint() -> Paint | None:
    """Colours, for a terminal that wants them (https://no-color.org)."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return None
    return lambda words, role: typer.style(words, **COLOURS[role])


@contextmanager
def progress() -> Iterator[Watch | None]:
    """A line that moves on the terminal's standard error while work goes on; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from convert.words import say
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(), console=Console(stderr=True),
                  transient=True) as bar:
        task = bar.add_task("")
        yield lambda name, step: bar.update(task, description=f"{name}  {say(f'step.{step}', speech())}")
