"""Replacing functions of another library for a while, and putting them back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any


class Patches:
    """Replacements made so far; `undo` takes all of them back."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def set(self, owner: Any, name: str, value: Any) -> None:
        """Give a module or class another `name`, or a new one."""
        if name in vars(owner):
            self.undo_with(partial(setattr, owner, name, vars(owner)[name]))
        else:
            self.undo_with(partial(delattr, owner, name))
        setattr(owner, name, value)

    def wrap(self, owner: Any, name: str, wrapper: Callable[..., Any]) -> None:
        """Put `wrapper(original, *arguments)` in place of a function, wherever its package has imported it."""
        original = getattr(owner, name)
        replacement = update_wrapper(partial(wrapper, original), original)
        package = owner.__name__.partition(".")[0]
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").partition(".")[0] == package and vars(module).get(name) is original:
                self.set(module, name, replacement)

    def undo_with(self, action: Callable[[], object]) -> None:
        """Have `undo` do this too."""
        self._undo.append(action)

    def undo(self) -> None:
        """Put everything back, the last first."""
        while self._undo:
            self._undo.pop()()
