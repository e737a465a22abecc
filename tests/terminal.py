"""A program on a pseudo-terminal, for tests of what talks to people."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PATIENCE = 30  # seconds without the expected words, after which the program is thought to hang


class Terminal:
    """The program with its hands and eyes on a terminal of so many columns."""

    def __init__(self, *words: str, folder: Path, columns: int = 80) -> None:
        env = {
            **os.environ,
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "COLUMNS": str(columns),
            "NO_COLOR": "1",
            "PYTHONPATH": str(ROOT),
        }
        self._program, self._ours = pty.fork()
        if not self._program:  # the child, whose terminal it is
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", "convert", *words], env)
        self._raw = b""
        self.shown = ""  # everything so far, without what steers the terminal
        self._seen = 0  # of it, up to the words last expected

    def expect(self, words: str) -> None:
        """Wait until the words are shown behind those that were last expected."""
        until = time.monotonic() + PATIENCE
        while words not in self.shown[self._seen :]:
            ready = select.select([self._ours], [], [], max(0, until - time.monotonic()))[0]
            shown = ready and self._read()
            assert shown, f"{words!r} was not shown, but: {self.shown[self._seen :]}"
        self._seen = self.shown.index(words, self._seen) + len(words)

    def _read(self) -> bytes:
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # the program has ended
            piece = b""
        self._raw += piece
        self.shown = CONTROL.sub("", self._raw.decode("utf-8", "ignore")).replace("\r\n", "\n")
        return piece

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._ours, keys.encode())

    def end(self) -> int:
        """Read to the end; gives the exit code."""
        while select.select([self._ours], [], [], PATIENCE)[0] and self._read():
            pass
        os.close(self._ours)
        return os.waitstatus_to_exitcode(os.waitpid(self._program, 0)[1])
