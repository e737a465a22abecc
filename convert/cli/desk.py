"""The editor's desk in a terminal: asks, listens to single keys, writes each answer down at once."""
from __future__ import annotations

import errno
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from convert import output
from convert.book import open_book, review_command, there
from convert.cli import show
from convert.desk import Desk, Ruling, Verdict, difference, docket, may, notebook, sheet
from convert.refusal import Refusal
from convert.report import clip, plain, unmet
from convert.report.record import entries
from convert.settings import beside
from convert.text import Places
from convert.words import say

if TYPE_CHECKING:
    from convert.book import Book

LONGEST = 40        # characters that are put into the line to be changed there


def review(source: str, overrides: Mapping[str, object], decisions: Path | None) -> None:
    """Ask about each held repair of a source and write the answers into its settings.

    Raises Refusal where there is no terminal, no file, or nowhere to write.
    """
    if source == "-":
        raise Refusal("refuse.review_stdin")
    path = there(Path(source))
    file = decisions or beside(path)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal("refuse.no_terminal", path=path, file=file)
    _writable(file)
    session = _Session(path, file, decisions, overrides)
    try:
        with _keys() as read:
            session.run(read)
    except (KeyboardInterrupt, EOFError):
        show.out("\n")
    session.part()


class _Session:
    """One sitting: the book as the decisions so far make it, and what has been answered."""

    def __init__(self, path: Path, file: Path, decisions: Path | None, overrides: Mapping[str, object]) -> None:
        self.path, self.file, self.decisions, self.overrides = path, file, decisions, overrides
        self.total: dict[str, Ruling] = {}
        self.desk = Desk(())
        self.book = self._open()

    def _open(self) -> Book:
        # a file for decisions that is not there yet begins as a copy of what stands beside the source
        kept = self.file if self.file.exists() else None
        with show.progress() as watch:
            return open_book(self.path, self.overrides, decisions=kept, watch=watch)

    def say(self, key: str, **facts: object) -> None:
        show.out(say(key, self.book.language, **facts) + "\n")

    def run(self, read: Callable[[], str]) -> None:
        """Ask until nothing is open, or the editor stops. Decisions may bring new doubts to light: those come next."""
        asked = docket(entries(self.book.shown))
        self.say("review.begin" if asked else "review.none", name=self.book.name, n=len(asked), file=self.file)
        while asked:
            self.desk = Desk(asked)
            self._tell_unmet()
            places, again = Places(self.book.cleaned.original), True
            while self.desk.current is not None:
                if again:
                    show.out("\n".join(sheet.question(self.desk, self.book.cleaned.original, places, self._look())) + "\n")
                command = sheet.key(read())
                if command == "quit":
                    return
                again = self._answer(command)
            self.total |= self.desk.rulings
            self.book = self._open()
            asked = docket(entries(self.book.shown), self.total)
            if asked:
                self.say("review.again", n=len(asked))

    def _look(self) -> sheet.Look:
        columns = min(shutil.get_terminal_size().columns, 100)
        return sheet.Look(self.book.language, max(columns, 30), show.paint() or plain)

    def _answer(self, command: str | None) -> bool:
        """Do what a key says and write it down. False where the same question is still asked."""
        before = self.desk
        assert before.current is not None
        try:
            if command == "undo":
                self.desk = before.undo()
            elif command in ("accept_kind", "reject_kind"):
                self.desk = before.rule_kind(Verdict(command.removesuffix("_kind")))
            elif command == "edit" and may(before.current, Verdict.EDIT):
                words = self._typed()
                if not words:
                    return True
                self.desk = before.rule(Ruling(Verdict.EDIT, words))
            elif command is not None:
                self.desk = before.rule(Ruling(Verdict(command)))
        except ValueError:
            self.say({"undo": "review.nothing_to_undo", "edit": "review.passage"}.get(command or "", "review.nothing_proposed"))
            return False
        if self.desk is before:
            _flush()
            self.say("review.what", keys=" ".join(sheet.KEYS))
            return False
        try:
            self._write(difference(before.rulings, self.desk.rulings))
        except BaseException:
            self.desk = before      # what is not in the file was not answered
            raise
        show.out(f"  → {sheet.answered(before, self.desk, self.book.language)}\n")
        return True

    def _typed(self) -> str:
        entry = self.desk.current
        assert entry is not None
        r = entry.repair
        known = "" if entry.applied or not r.before.strip() else r.before
        asked = "review.type" if known else "review.type_gap" if r.kind == "gap" else "review.type_here"
        self.say(asked, words=clip(known))
        words = _line(known if len(known) <= LONGEST and known.isprintable() else "").strip()
        try:
            words.encode()
        except UnicodeEncodeError:
            self.say("review.unreadable_words")
            return ""
        return words

    def _write(self, changes: Mapping[str, Ruling | None]) -> None:
        by_id = {e.repair.id: e for e in self.desk.docket}
        original = self.book.cleaned.original
        places = Places(original)
        notes = {i: sheet.remark(by_id[i], original, places, self.book.language) for i in changes}
        source = self.file if self.file.exists() else beside(self.path)
        try:
            toml = source.read_bytes().decode() if source.exists() else ""
            output.save({self.file: notebook.written(toml, changes, notes).encode()})
        except Refusal as refusal:
            if refusal.key in ("refuse.permission", "refuse.read_only"):
                raise Refusal("refuse.decisions_unwritable", path=self.file, why=os.strerror(errno.EACCES)) from None
            raise
        except notebook.LayoutError:
            raise Refusal("refuse.decisions_layout", path=self.file) from None
        except UnicodeDecodeError:
            raise Refusal("refuse.settings_encoding", path=source) from None

    def _tell_unmet(self) -> None:
        for sentence in unmet(self.book.cleaned, self.book.language, self.book.loaded.find):
            show.out(f"  {sentence}\n")

    def part(self) -> None:
        """Say what was decided, and how to go on."""
        total = {**self.total, **self.desk.rulings}
        n = Counter(r.verdict for r in total.values())
        decided = [i for i, r in total.items() if r.verdict is not Verdict.SKIP]
        still = docket(entries(self.book.shown), decided)
        if decided:
            self.say("review.end", accepted=n[Verdict.ACCEPT], rejected=n[Verdict.REJECT], edited=n[Verdict.EDIT],
                     open=len(still), file=self.file)
        command = review_command(self.path, self.decisions).replace("review", "build", 1)
        self.say("review.next", command=command)


def _writable(file: Path) -> None:
    """Refuse before the first question what could not be written after it."""
    folder = file.parent
    code = errno.ENOENT if not folder.is_dir() else errno.EACCES
    if not os.access(folder, os.W_OK | os.X_OK) or (file.exists() and not os.access(file, os.W_OK)):
        raise Refusal("refuse.decisions_unwritable", path=file, why=os.strerror(code))


@contextmanager
def _keys() -> Iterator[Callable[[], str]]:
    """Single keys, unseen, while the block lasts: a function that waits for the next one."""
    import termios
    import tty
    before = termios.tcgetattr(0)
    tty.setcbreak(0)
    try:
        yield _key
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, before)


def _key() -> str:
    """The next character; of a key that sends several (an arrow, a function key) only the first."""
    import select
    first = os.read(0, 1)
    if first in (b"", b"\x04"):     # the terminal is gone, or Ctrl-D
        raise EOFError
    if first == b"\x1b":
        while select.select([0], [], [], 0.02)[0]:
            os.read(0, 1)
        return "\x1b"
    rest = 0 if first < b"\xc0" else 1 if first < b"\xe0" else 2 if first < b"\xf0" else 3
    return (first + b"".join(os.read(0, 1) for _ in range(rest))).decode("utf-8", "replace")


def _flush() -> None:
    """Forget what was typed or pasted besides."""
    import termios
    termios.tcflush(0, termios.TCIFLUSH)


def _line(start: str) -> str:
    """A line of words, ``start`` in it to be changed; the terminal's own line editing meanwhile. Empty for Ctrl-D."""
    import readline
    import termios
    quiet = termios.tcgetattr(0)
    loud = termios.tcgetattr(0)
    loud[3] |= termios.ICANON | termios.ECHO
    termios.tcsetattr(0, termios.TCSADRAIN, loud)
    readline.set_startup_hook(lambda: readline.insert_text(start))
    try:
        return input("  > ")
    except EOFError:
        return ""
    finally:
        readline.set_startup_hook()
        termios.tcsetattr(0, termios.TCSADRAIN, quiet)
