"""The commands that bring finished files to readers: publish, verify, serve, send."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from convert.cli import show
from convert.cli.options import Decisions, Lang, Set

if TYPE_CHECKING:
    from convert.site.publish import Outcome

Folder = Annotated[Path, typer.Argument(metavar="SITE", help="The site's folder.")]
PUBLISHED = "Texts, folders of them, or folders that build has made."


def publish(
    given: Annotated[list[str], typer.Argument(metavar="SOURCE|BUILD", help=PUBLISHED)],
    to: Annotated[Path, typer.Option("--to", metavar="SITE", help="The site's folder; made if it is not there.")],
    base_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The address that the site will have; remembered. Feeds need it.")
    ] = None,
    edition_version: Annotated[str | None, typer.Option(metavar="VERSION", help="Publish as this version.")] = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help="What is new in this version.")] = "",
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The site's title; remembered.")] = None,
    decisions: Decisions = None,
    lang: Lang = None,
    settings: Set = None,
) -> None:
    """Put editions onto a site: a folder for any web host.

    A catalogue, a page a title, releases by version with checksums, feeds for reading apps (OPDS) and feed readers (Atom).
    A broken edition is not published; a version that readers have is never changed.
    """
    from convert.site.publish import publish

    chosen = show.overrides(settings, lang=lang)
    with show.progress() as watch:
        done = publish(given, to, _now(), base=base_url, version=edition_version, note=note, name=title, overrides=chosen,
                       decisions=decisions, watch=watch)
    raise typer.Exit(_published(done, to, lang))


def _published(done: Outcome, to: Path, lang: str | None) -> int:
    from convert import report
    from convert.words import say

    speak = show.speech(lang)
    rows = []
    for one in done.published:
        if one.error:
            show.complain(one.error, lang)
            continue
        assert one.release
        state = say("site.published" if one.new else "site.unchanged", speak)
        rows.append((one.name, one.release.title, one.release.version, state))
        if one.missing and one.new:
            keys = "、".join(one.missing) if speak.startswith("zh") else ", ".join(one.missing)
            typer.echo(f"convert: {say('site.missing', speak, name=one.name, keys=keys, file=one.settings)}", err=True)
    show.out(report.table(rows) if rows else "")
    if not done.site.base:
        typer.echo(f"convert: {say('site.no_base', speak)}", err=True)
    show.out(say("site.summary", speak, site=to, titles=len(done.site.titles), written=len(done.written), kept=done.kept,
                 index=to / "index.html") + "\n")
    failed = sum(one.error is not None for one in done.published)
    return 0 if not failed else show.REFUSED if failed == len(done.published) else show.FAILED


def verify(site: Folder, lang: Lang = None) -> None:
    """A site's files against their checksums, its links against files.

    Ends with 1 where something is wrong.
    """
    from convert.site.verify import verify
    from convert.words import say

    speak = show.speech(lang)
    found = verify(site)
    show.out("".join(f"{fault.say(speak)}\n" for fault in found.faults))
    if found.unfinished:
        typer.echo(f"convert: {say('verify.unfinished', speak)}", err=True)
    if found.faults:
        show.out(say("verify.faults", speak, site=site, n=len(found.faults)) + "\n")
        raise typer.Exit(show.FAILED)
    show.out(say("verify.sound", speak, site=site, files=found.files, links=found.links) + "\n")


def serve(
    site: Folder,
    lan: Annotated[bool, typer.Option("--lan", help="Open to the local network, not to this machine alone.")] = False,
    port: Annotated[int, typer.Option(metavar="N", help="The port; 0 takes a free one.", min=0, max=65535)] = 8000,
    lang: Lang = None,
) -> None:
    """Serve a site over HTTP, read-only, until Ctrl-C.

    For a phone or a reading device on the same network: --lan, and point its camera at the code.
    """
    from convert.site.serve import code, serve
    from convert.words import say

    def ready(url: str) -> None:
        if lan and sys.stdout.isatty():
            show.out(code(url))
        show.out(say("serve.ready.lan" if lan else "serve.ready", show.speech(lang), url=url, opds=f"{url}opds/index.xml") + "\n")

    serve(site, port, lan, ready)


def send(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="EPUB, PDF or text files.")],
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="The reader's address, or a Kindle's.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look at everything, send nothing.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Send what this reader has already, too.")] = False,
    log: Annotated[Path | None, typer.Option(metavar="FILE", help="Where what was sent is written down.")] = None,
    lang: Lang = None,
    settings: Set = None,
) -> None:
    """Mail files to a reader or a Kindle, each in a mail of its own.

    The server stands under [mail] in convert.toml; the password comes from KANXING_SMTP_PASSWORD or is asked for.
    """
    from convert.settings import load
    from convert.site import send as post
    from convert.words import say

    speak, mail = show.speech(lang), load(None, show.overrides(settings, lang=lang)).settings.mail
    letters = [post.prepare(path, to, mail.limit) for path in files]
    book = log or Path(post.LOG)
    had = {} if again else post.sent_before(letters, book)
    for letter in letters:
        facts: dict[str, Any] = {"file": letter.path, "to": letter.to, "size": f"{letter.encoded / 1e6:.1f}"}
        if letter.path in had:
            typer.echo(f"convert: {say('send.before', speak, when=had[letter.path].when, **facts)}", err=True)
        elif dry_run:
            show.out(say("send.would", speak, host=mail.host or "—", port=mail.port, **facts) + "\n")
    new = [letter for letter in letters if letter.path not in had]
    if dry_run or not new:
        return
    post.send(new, mail, _password(mail.user or "", speak), book, _now, speak,
              lambda letter: show.out(say("send.sent", speak, file=letter.path, to=letter.to) + "\n"))


def _password(user: str, speak: str) -> Callable[[], str]:
    """The password, when it is wanted: from the environment, else asked for without showing it."""
    from convert.refusal import Refusal
    from convert.site.send import PASSWORD
    from convert.words import say

    def ask() -> str:
        known = os.environ.get(PASSWORD)
        if known is not None:
            return known
        if not sys.stdin.isatty():
            raise Refusal("send.no_password", name=PASSWORD)
        answer: str = typer.prompt(say("send.password", speak, user=user), hide_input=True, err=True)
        return answer

    return ask


def _now() -> str:
    """This moment, or SOURCE_DATE_EPOCH, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


COMMANDS: tuple[Callable[..., None], ...] = (publish, verify, serve, send)
