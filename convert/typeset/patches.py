"""Replacing functions of another library for a while, and putting them back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any


class Patches:
    """Replacements made so far; `undo` takes all of them back."""

    def __init__(self) -> None:
        self._made: list[tuple[Any, str, Any]] = []

    def set(self, owner: Any, name: str, value: Any) -> None:
        """Give `owner` another `name`."""
        self._made.append((owner, name, owner.__dict__[name]))
        setattr(owner, name, value)

    def wrap(self, owner: Any, name: str, wrapper: Callable[..., Any]) -> None:
        """Put `wrapper(original, *arguments)` in place of a function, wherever its package has imported it."""
        original = getattr(owner, name)
        replacement = update_wrapper(partial(wrapper, original), original)
        package = owner.__name__.partition(".")[0]
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").partition(".")[0] == package and vars(module).get(name) is original:
                self.set(module, name, replacement)

    def undo(self) -> None:
        """Put everything back, the last first."""
        while self._made:
            owner, name, value = self._made.pop()
            setattr(owner, name, value)
