"""The shape of the code: who imports whom (the table in CONTRIBUTING.md), what is loaded when, how long files are."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
FACE = "convert"  # the package's __init__, which may name everything
LONGEST = 400
HEAVY = {"weasyprint", "pydyf", "ebooklib", "lxml", "jinja2", "markupsafe", "tinycss2", "PIL", "fontTools", "pyphen"} | {
    "jieba",
    "opencc",
    "pylopdf_fonts_zh_cn",
    "pylopdf_fonts_zh_tw",
}
LATE = "convert.typeset."  # modules that take WeasyPrint apart and name its parts everywhere; they are imported late


class Import(NamedTuple):
    """An import: where it stands, what it names, and whether it is carried out as soon as its module is loaded."""

    place: str
    module: str
    name: str
    at_once: bool

    @property
    def unit(self) -> str:
        return unit(self.module)

    @property
    def top(self) -> str:
        return self.name.partition(".")[0]

    def __str__(self) -> str:
        return f"{self.place} imports {self.name}"


class Row(NamedTuple):
    """A row of the table: what its units may import, of the program and of libraries."""

    units: tuple[str, ...]
    may: frozenset[str]
    libraries: frozenset[str]


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = sorted((ROOT / "convert").rglob("*.py"))
MODULES = {module(path) for path in FILES}


def unit(name: str) -> str:
    """The part of the program that a module belongs to: a package or a module right below ``convert``."""
    return name.split(".")[1] if "." in name else FACE


def statements(nodes: Sequence[ast.AST], at_once: bool = True) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node, at_once
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from statements(node.body, at_once=False)
            yield from statements(node.orelse, at_once)
        else:
            later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from statements([*ast.iter_child_nodes(node)], at_once and not later)


def imports(path: Path) -> Iterator[Import]:
    for node, at_once in statements(ast.parse(path.read_text("utf-8")).body):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            assert node.level == 0, f"{path.relative_to(ROOT)}: a relative import"
            whole = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in MODULES or node.module == FACE else str(node.module) for name in whole]
        for name in names:
            yield Import(f"{path.relative_to(ROOT)}:{node.lineno}", module(path), name, at_once)


IMPORTS = [found for path in FILES for found in imports(path)]


def table() -> list[Row]:
    """The table of CONTRIBUTING.md, from the ground up."""
    chapter = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("\n## Who may import whom\n")[2].partition("\n## ")[0]
    cells = [line.strip("|").split("|") for line in chapter.splitlines() if line.startswith("| `")]
    return [Row(*(f(re.findall(r"`(\w+)`", row[n])) for n, f in ((0, tuple), (2, frozenset), (3, frozenset)))) for row in cells]


ROWS = table()


def test_every_unit_has_its_row() -> None:
    named = [name for row in ROWS for name in row.units]
    assert sorted(named) == sorted({unit(name) for name in MODULES} - {FACE, "__main__"})


def test_rows_import_only_from_rows_above() -> None:
    """Then no circle can be."""
    above: set[str] = set()
    for row in ROWS:
        assert row.may <= above, f"{row.units}: {sorted(row.may - above)} must stand above"
        above |= set(row.units)


def test_every_import_is_in_the_table() -> None:
    may = {name: row.may | {name} for row in ROWS for name in row.units}
    may |= {FACE: frozenset(may), "__main__": frozenset({"cli"})}
    own = [i for i in IMPORTS if i.top == FACE and i.name != f"{FACE}.__version__"]
    assert len(own) > 100
    assert not [str(i) for i in own if unit(i.name) not in may[i.unit]]


def test_every_library_is_in_the_table() -> None:
    may = {name: row.libraries for row in ROWS for name in row.units}
    foreign = [i for i in IMPORTS if i.top not in {FACE, *sys.stdlib_module_names}]
    assert len(foreign) > 20
    assert not [str(i) for i in foreign if i.top not in may.get(i.unit, frozenset())]


def test_nothing_heavy_is_loaded_with_its_module() -> None:
    known = {library for row in ROWS for library in row.libraries}
    assert known >= HEAVY, "a name that no unit uses is never found"
    loads = {i.module for i in IMPORTS if i.at_once and i.top in HEAVY}
    while more := {i.module for i in IMPORTS if i.at_once and i.name in loads} - loads:
        loads |= more
    assert not [name for name in loads if not name.startswith(LATE)]


def test_imports_are_seen_wherever_they_stand() -> None:
    code = "import a\nif TYPE_CHECKING:\n    import b\ndef f():\n    if x:\n        import c\nclass D:\n    import d\n"
    found = [(node.names[0].name, at_once) for node, at_once in statements(ast.parse(code).body)]
    assert found == [("a", True), ("b", False), ("c", False), ("d", True)]


def test_no_file_is_long() -> None:
    lengths = {module(path): len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert not {name: n for name, n in lengths.items() if n > LONGEST}


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not under version control")
def test_build_holds_no_code() -> None:
    def kept(*patterns: str) -> list[str]:
        done = subprocess.run(["git", "-C", str(ROOT), "ls-files", *patterns], capture_output=True, text=True, check=True)
        return done.stdout.splitlines()

    assert kept("convert/*.py")
    assert not kept("build/*")
