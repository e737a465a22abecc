"""Themes (版式): which style sheets an edition takes, in which order, and which font files its families are.

A theme is one sheet, ``styles/themes/NAME.css``. It may set any token and name font files that lie beside it:
``@font-face {font-family: Kai; src: url("kai.otf")}``.
"""
from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import dropwhile
from pathlib import Path
from typing import Any

from convert.paper import geometry, paper
from convert.refusal import Refusal
from convert.settings import choose

ROLES = ("Song", "Hei", "Kai")      # 宋体, 黑体, 楷体: the families that the sheets ask for
GENERIC = ("serif", "sans-serif")


LAYERS = ("tokens", "base", "print", "brief", "ebook", "vertical")


def folder() -> Path:
    """Where the sheets lie: in the installed package, or beside it in a working copy."""
    here = Path(__file__).parent
    places = (here / "styles", here.parent / "styles")
    return next((p for p in places if (p / "tokens.css").is_file()), places[0])


def names() -> list[str]:
    """The themes there are."""
    return sorted(p.stem for p in (folder() / "themes").glob("*.css"))


def default_fonts(language: str = "zh-Hans") -> dict[str, Path]:
    """The font files that come with the install: Noto Serif as Song, Noto Sans as Hei; there is no free Kai.

    Traditional text takes its Han characters from the faces for Taiwan; SongCN and HeiCN give it the marks, which stand
    in a corner of their squares, and the characters that the others lack.
    """
    import pylopdf_fonts_zh_cn as mainland
    import pylopdf_fonts_zh_tw as taiwan

    if not language.startswith("zh-Hant"):
        return {"Song": mainland.serif_path(), "Hei": mainland.sans_path()}
    return {"Song": taiwan.serif_path(), "Hei": taiwan.sans_path(),
            "SongCN": mainland.serif_path(), "HeiCN": mainland.sans_path()}


@dataclass(frozen=True)
class Theme:
    """The sheets of one look, by layer, and its font files, by family; the ``unmarked`` are used without their marks."""

    name: str
    sheets: Mapping[str, str]
    fonts: Mapping[str, Path] = field(default_factory=dict)
    unmarked: frozenset[str] = frozenset()

    def print_css(self, sheet: str = "A5") -> str:
        """All of the print edition's style for a paper: tokens, page, theme, base, print."""
        page = geometry(paper(sheet), self.points("size"), self.points("pitch"))
        sheets = self.sheets
        return "\n".join((sheets["tokens"], page.css(), sheets["theme"], sheets["base"], sheets["print"]))

    def ebook_css(self, embedded: Collection[str] = ()) -> str:
        """All of the ebook's style, custom properties replaced: some reading systems drop a sheet that holds var().

        The faces are the reader's own, or the theme's families so far as they are embedded.
        """
        named = {role: [f for f in map(str.strip, self.tokens[role].split(",")) if f in (*embedded, *GENERIC)]
                 for role in ("serif", "sans", "kai") if embedded}
        faces = ":root {" + "; ".join(f"--{role}: {', '.join(found)}" for role, found in named.items()) + "}"
        return flatten("\n".join([*(self.sheets[layer] for layer in ("tokens", "theme", "base", "ebook")), faces]))

    @cached_property
    def tokens(self) -> dict[str, str]:
        """The tokens' values, the theme's over the defaults."""
        return values(self.sheets["tokens"] + self.sheets["theme"])

    def points(self, token: str) -> float:
        """A token that is a length in points."""
        found = re.fullmatch(r"([\d.]+)pt", self.tokens[token])
        if found is None:
            raise Refusal("refuse.theme_token", theme=self.name, token=token, value=self.tokens[token])
        return float(found[1])


def load(name: str = "book", fonts: Mapping[str, str] | None = None, language: str = "zh-Hans") -> Theme:
    """The theme of a name, with the fonts of a setting (a file for each of ROLES) over the theme's own over the defaults.

    Raises Refusal for a theme, a family or a font file that is not there.
    """
    told = {choose("print.fonts", family, ROLES): Path(file) for family, file in (fonts or {}).items()}
    root, name = folder(), choose("print.theme", name, names())
    sheets = {layer: (root / f"{layer}.css").read_text(encoding="utf-8") for layer in LAYERS}
    sheets["theme"], faces = _faces((root / "themes" / f"{name}.css").read_text(encoding="utf-8"))
    default = default_fonts(language)
    chosen = {**default, **{family: root / "themes" / file for family, file in faces.items()}, **told}
    for family, path in chosen.items():
        if not path.is_file():
            raise Refusal("refuse.font", where="", family=family, path=path)
    unmarked = {family for family in default if f"{family}CN" in default and chosen[family] == default[family]}
    return Theme(name, sheets, chosen, frozenset(unmarked))


def _faces(css: str) -> tuple[str, dict[str, str]]:
    """A theme's sheet without its font faces, and the file of each face by family."""
    import tinycss2

    kept, faces = [], {}
    for rule in tinycss2.parse_stylesheet(css):
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            declarations = tinycss2.parse_declaration_list(rule.content)
            said = {d.lower_name: d.value for d in declarations if d.type == "declaration"}
            family = "".join(t.value for t in said["font-family"] if t.type in ("string", "ident"))
            faces[family] = next(_url(t) for t in said["src"] if _url(t))
        else:
            kept.append(rule.serialize())
    return "".join(kept), faces


def _url(token: Any) -> str:
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name == "url":
        return "".join(t.value for t in token.arguments if t.type == "string")
    return ""


def values(css: str) -> dict[str, str]:
    """The custom properties of a sheet's ``:root`` rules, references to one another resolved.

    >>> values(":root {--size: 10.5pt; --indent: 2em} :root {--size: 16pt; --half: calc(var(--size) / 2)}")
    {'size': '16pt', 'indent': '2em', 'half': 'calc(16pt / 2)'}
    """
    import tinycss2

    found: dict[str, Any] = {}
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            for d in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
                if d.type == "declaration" and d.name.startswith("--"):
                    found[d.name] = _stripped(d.value)
    return {name[2:]: tinycss2.serialize(_replaced(tokens, found)).strip() for name, tokens in found.items()}


def flatten(css: str) -> str:
    """A sheet with every ``var()`` replaced by its value, and the definitions left out.

    >>> flatten(":root {--ink: #111} p {color: var(--ink); margin: 0 var(--none, 1em)}")
    ' p {color: #111; margin: 0 1em}'
    """
    import tinycss2

    known: dict[str, Any] = {}
    for name, value in values(css).items():
        known[f"--{name}"] = tinycss2.parse_component_value_list(value)
    out = []
    for rule in tinycss2.parse_stylesheet(css):
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            continue
        if rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            rule.content = _replaced(rule.content, known)
        out.append(rule.serialize())
    return "".join(out)


def _replaced(tokens: Iterable[Any], known: Mapping[str, Any]) -> list[Any]:
    """Component values with their references replaced. Raises KeyError where one has neither value nor fallback."""
    out: list[Any] = []
    for token in tokens:
        if token.type == "function" and token.lower_name == "var":
            name, *rest = _stripped(token.arguments)
            fallback = _stripped(rest)[1:]      # behind the comma
            out += _replaced(known[name.value] if name.value in known or not fallback else _stripped(fallback), known)
            continue
        for inside in ("arguments", "content"):
            if getattr(token, inside, None) is not None and not isinstance(getattr(token, inside), str):
                setattr(token, inside, _replaced(getattr(token, inside), known))
        out.append(token)
    return out


def _stripped(tokens: list[Any]) -> list[Any]:
    return list(dropwhile(lambda t: t.type in ("whitespace", "comment"), tokens))
