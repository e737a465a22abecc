"""Decisions in the book's settings (裁定簿): written among whatever else stands there, which stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from convert.desk import Ruling, Verdict

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

LISTS = {Verdict.ACCEPT: "accept", Verdict.REJECT: "reject"}


class LayoutError(ValueError):
    """The file is written in a way that cannot be added to without a change of what it says besides."""


def written(toml: str, rulings: Mapping[str, Ruling | None], notes: Mapping[str, str] | None = None) -> str:
    r"""A settings file with these decisions in it, each id in one list at most; None and SKIP take it out.

    ``notes`` are comments beside ids, for whoever reads the file. Comments, order and line ends of the rest are kept.
    Raises LayoutError where they could not be.

    >>> print(written("[edition]\ntitle = '灯'  # 暂定\n", {"cut-1": Ruling(Verdict.ACCEPT)}, {"cut-1": "第 3 行"}), end="")
    [edition]
    title = '灯'  # 暂定
    <BLANKLINE>
    [clean]
    accept = [
        "cut-1", # 第 3 行
    ]
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    bare = toml.removeprefix("\ufeff")
    crlf = "\r\n" in bare
    if not rulings:
        return toml
    try:
        document = tomlkit.parse(_spaced(bare.replace("\r\n", "\n")))
        _enter(document, rulings, notes or {})
        out = document.as_string()
        kept = _said(tomllib.loads(out)) == _said(_ruled(tomllib.loads(bare), rulings))
    except (TOMLKitError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LayoutError(str(error)) from error
    if not kept:
        raise LayoutError("something else would change")
    return toml[:len(toml) - len(bare)] + (out.replace("\n", "\r\n") if crlf else out)


def _spaced(toml: str) -> str:
    """The text with a blank line at its end, should a table be added there."""
    return toml if not toml.strip() or "clean" in tomllib.loads(toml) else toml.rstrip("\n") + "\n\n"


def _ruled(tables: Mapping[str, Any], rulings: Mapping[str, Ruling | None]) -> dict[str, Any]:
    """What the file must say afterwards."""
    clean = dict(tables.get("clean", {}))
    for verdict, name in LISTS.items():
        old = clean.get(name, [])
        ids = [i for i in ([old] if isinstance(old, str) else old) if i not in rulings]
        clean[name] = ids + [i for i, r in rulings.items() if r is not None and r.verdict is verdict]
    clean["edit"] = {i: words for i, words in clean.get("edit", {}).items() if i not in rulings}
    clean["edit"] |= {i: r.words for i, r in rulings.items() if r is not None and r.verdict is Verdict.EDIT}
    return {**tables, "clean": clean}


def _said(tables: Mapping[str, Any]) -> dict[str, Any]:
    """What a file says, empty lists and tables of decisions left out."""
    clean = {key: value for key, value in tables.get("clean", {}).items() if value or key not in ("accept", "reject", "edit")}
    return {key: value for key, value in {**tables, "clean": clean}.items() if value or key != "clean"}


def _enter(document: TOMLDocument, rulings: Mapping[str, Ruling | None], notes: Mapping[str, str]) -> None:
    import tomlkit
    clean: Any = document.get("clean")
    given = [r for r in rulings.values() if r is not None and r.verdict is not Verdict.SKIP]
    if clean is None:
        if not given:
            return
        document.add("clean", tomlkit.table())
        clean = document["clean"]
    for verdict, name in LISTS.items():
        ids = [i for i, r in rulings.items() if r is not None and r.verdict is verdict]
        if isinstance(clean.get(name, []), str) or (ids and name not in clean):
            one = clean.get(name)
            clean[name] = tomlkit.array()
            clean[name].extend([one] if one else [])
        if name in clean:
            array = clean[name]
            for old in [i for i in array if i in rulings]:
                del array[[*array].index(old)]
            _append(array, ids, notes)
            if not array and "#" not in array.as_string():
                del clean[name]
    _edit(clean, rulings, notes)


def _append(array: Any, ids: list[str], notes: Mapping[str, str]) -> None:
    spread = "\n" in array.as_string()
    for name in ids:
        array.add_line(name, comment=notes.get(name))
    if ids and not spread:
        array.add_line(indent="")


def _edit(clean: Any, rulings: Mapping[str, Ruling | None], notes: Mapping[str, str]) -> None:
    import tomlkit
    from tomlkit.items import InlineTable, Table
    worded = {i: r.words for i, r in rulings.items() if r is not None and r.verdict is Verdict.EDIT}
    edit = clean.get("edit")
    if edit is None and worded:
        clean["edit"] = tomlkit.inline_table() if isinstance(clean, InlineTable) else tomlkit.table()
        edit = clean["edit"]
    if edit is None:
        return
    for name in [i for i in edit if i in rulings]:
        del edit[name]
    for name, words in worded.items():
        edit[name] = words
        if name in notes and not isinstance(edit, InlineTable):
            edit[name].comment(notes[name])
    if not edit and isinstance(clean, Table) and "#" not in edit.as_string():
        del clean["edit"]
