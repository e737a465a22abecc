"""Settings (设定): defaults here, the house's ``convert.toml``, the book's ``NAME.toml``, the command line, in this order."""
from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from convert.refusal import Refusal
from convert.settings.tables import KEYS, TABLES, Picture, Settings
from convert.settings.values import FORMS

HOUSE = "convert.toml"
FONTS = "print.fonts"       # files, which a settings file names from its own folder
ALIASES = {"zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans": "zh-Hans",
           "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant": "zh-Hant"}


class Layer(NamedTuple):
    """Settings from one place, by dotted key. ``toml`` is the file's text, in which a fault's line is looked up."""

    origin: str
    values: Mapping[str, object]
    toml: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Merged settings, and for each key that is not the default the place it came from. ``files``: the text of each file."""

    settings: Settings
    origins: Mapping[str, str]
    files: Mapping[str, str] = field(default_factory=dict)

    def where(self, key: str) -> str:
        """The place of a value, to show before a complaint about it."""
        return f"{self.origins[key]}: " if key in self.origins else ""

    def find(self, words: str) -> str:
        """Where words stand as a value or a key, to show before a complaint about them: the file and the line."""
        word = re.compile(rf"(?<![\w-]){re.escape(words)}(?![\w-])")
        for origin, toml in reversed([*self.files.items()]):
            for number, line in enumerate(toml.splitlines(), 1):
                if word.search(line) and not line.lstrip().startswith("#"):
                    return f"{origin}, line {number}: "
        return ""

    def __iter__(self) -> Iterator[tuple[str, object, str | None]]:
        """Every key with its value and origin (None: the default), in the order of the classes."""
        for key in KEYS:
            yield key, value_of(self.settings, key), self.origins.get(key)


def value_of(settings: Settings, key: str) -> object:
    """The value of a dotted key.

    >>> value_of(Settings(), "print.paper")
    'A5'
    """
    value: object = settings
    for name in key.split("."):
        value = getattr(value, name)
    return value


def merge(layers: Iterable[Layer]) -> Loaded:
    """Lay settings over the defaults; the later layer wins. Raises Refusal for a key or a value that cannot be.

    >>> loaded = merge([Layer("convert.toml", {"print.paper": "A4"}), Layer("--paper", {"print.paper": "A5"})])
    >>> loaded.settings.print.paper, loaded.origins["print.paper"]
    ('A5', '--paper')
    >>> merge([Layer("my.toml", {"edition.titel": "书"}, '[edition]\\ntitel = "书"')])
    Traceback (most recent call last):
    convert.refusal.Refusal: my.toml, line 2: there is no setting edition.titel. Did you mean edition.title?
    """
    tables: dict[str, dict[str, object]] = {"": {}}
    origins: dict[str, str] = {}
    files: dict[str, str] = {}
    for layer in layers:
        files |= {layer.origin: layer.toml} if layer.toml else {}
        for key, value in layer.values.items():
            if key not in KEYS:
                raise _unknown(key, layer)
            table, _, name = key.rpartition(".")
            tables.setdefault(table, {})[name] = _value(key, value, layer)
            origins[key] = layer.origin
    settings = Settings()
    top = tables.pop("")
    parts = {name: replace(getattr(settings, name), **values) for name, values in tables.items()}
    return Loaded(replace(settings, **parts, **top), origins, files)  # type: ignore[arg-type]  # _value() has looked at the types


def load(source: Path | None = None, overrides: Mapping[str, object] | None = None, *,
         decisions: Path | None = None, house: Path | None = None) -> Loaded:
    """The settings for a source: its ``NAME.toml`` (or the file ``decisions``) over the house's ``convert.toml``.

    ``overrides`` (dotted key → value) is the command line's layer. SOURCE_DATE_EPOCH dates what no one else does.
    Raises Refusal: a file that is no TOML, an unknown key, a value of the wrong kind; with file and line.
    """
    house = Path(HOUSE) if house is None else house
    book = decisions if decisions is not None else source and beside(source)
    layers = [*_epoch()]
    if house.is_file():
        layers.append(read_layer(house))
    if book is not None and (decisions is not None or book.is_file()):
        layers.append(read_layer(book))
    layers.extend(
        Layer("--set" if isinstance(key, SetKey) else OPTIONS.get(key, "--set"), {str(key): value})
        for key, value in (overrides or {}).items())
    return merge(layers)


class SetKey(str):
    """A key that stood in --set, and not as an option of its own."""

    __slots__ = ()


OPTIONS = {"print.theme": "--theme", "print.paper": "--paper", "digest.quotes": "--quotes", "digest.explain": "--explain",
           "read.encoding": "--encoding", "language": "--lang", "edition.script": "--script", "edition.select": "--select",
           "edition.pages": "--no-pages",
           "epub.vertical": "--vertical", "epub.fonts": "--fonts"}


def beside(source: Path) -> Path:
    """Where a source's own settings stand.

    >>> beside(Path("seeds/news.txt")).name
    'news.toml'
    """
    return source.with_suffix(".toml")


def read_layer(path: Path) -> Layer:
    """The layer that a TOML file holds. Raises Refusal with file and line where it is none."""
    import tomllib
    try:
        toml = path.read_bytes().decode("utf-8-sig")
        values = flat(tomllib.loads(toml))
        if isinstance(fonts := values.get(FONTS), dict):
            values[FONTS] = {family: str(path.parent / f) if isinstance(f, str) else f for family, f in fonts.items()}
        return Layer(str(path), values, toml)
    except OSError as error:
        raise Refusal("refuse.settings_unreadable", path=path, why=error.strerror) from None
    except UnicodeDecodeError:
        raise Refusal("refuse.settings_encoding", path=path) from None
    except tomllib.TOMLDecodeError as error:
        why, _, place = str(error).partition(" (at ")
        line = re.search(r"line (\d+)", place)
        number = line[1] if line else toml.rstrip().count("\n") + 1
        raise Refusal("refuse.toml", path=path, line=number, why=why) from None


def flat(tables: Mapping[str, object]) -> dict[str, object]:
    """TOML's tables as dotted keys; ``clean.edit`` stays a table.

    >>> flat({"print": {"paper": "A4"}, "language": "en"})
    {'print.paper': 'A4', 'language': 'en'}
    """
    out: dict[str, object] = {}
    for name, value in tables.items():
        if isinstance(value, dict) and name not in KEYS:
            out.update({f"{name}.{key}": v for key, v in value.items()} or ({} if name in TABLES else {name: value}))
        else:
            out[name] = value
    return out


def nearest(word: str, choices: Iterable[str], likeness: float = 0.5) -> str | None:
    """The choice most like a word, or None if nothing is (``likeness``: difflib's ratio, 0 to 1).

    >>> nearest("A44", ["A4", "A5"]), nearest("Paper", ["theme", "paper"]), nearest("信", ["A4"])
    ('A4', 'paper', None)
    """
    from difflib import get_close_matches
    by_lower = {c.lower(): c for c in choices}
    near = get_close_matches(word.lower(), by_lower, n=1, cutoff=likeness)
    return by_lower[near[0]] if near else None


def choose(key: str, value: str, choices: Iterable[str], where: str = "") -> str:
    """The choice that a value names, whatever its case. Raises Refusal offering the nearest and listing all."""
    choices = tuple(choices)
    for choice in choices:
        if choice.lower() == value.lower():
            return choice
    near = nearest(value, choices)
    raise Refusal("refuse.choice_near" if near else "refuse.choice", where=where, key=key, value=value, near=near,
                  choices=", ".join(choices))


def _unknown(key: str, layer: Layer) -> Refusal:
    table, _, name = key.rpartition(".")
    same = [k for k in KEYS if k.startswith(f"{table}.")]
    near = nearest(key, KEYS) or nearest(name, [k.rpartition(".")[2] for k in same])
    if near and near not in KEYS:
        near = f"{table}.{near}"
    known = ", ".join(same) if same else ", ".join(f"[{t}]" for t in TABLES)
    kind = "refuse.key_near" if near else "refuse.key"
    return Refusal(kind, where=_where(key, layer), key=key, near=near, known=known)


def _value(key: str, value: object, layer: Layer) -> object:
    """A value as its class wants it: the TOML type, a date as text, a single text as a list of one."""
    wanted = KEYS[key]
    kind = str(wanted.type)
    where = _where(key, layer)
    if kind.startswith("str") and (isinstance(value, str | int | date) and not isinstance(value, bool)):
        value = value.isoformat() if isinstance(value, date) else str(value)
        if "choices" in wanted.metadata:
            value = ALIASES.get(value.lower(), value) if key == "language" else value
            return choose(key, value, wanted.metadata["choices"], where)
        form = wanted.metadata.get("form")
        if form and not FORMS[form](value):
            raise Refusal(f"refuse.{form}", where=where, key=key, value=value)
        return value
    if kind.startswith("tuple"):
        value = [value] if isinstance(value, str) else value
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
    if kind == "dict[str, int]" and isinstance(value, dict):
        return {words: _number(f"{key}.{words}", n, wanted, where) for words, n in value.items()}
    if kind == "dict[str, Picture]" and isinstance(value, dict):
        return {caption: _picture(caption, table, _where(f'figure."{caption}"', layer)) for caption, table in value.items()}
    if kind == "dict[str, str]" and isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return dict(value)
    if kind == "bool" and isinstance(value, bool):
        return value
    if kind == "int":
        return _number(key, value, wanted, where)
    raise Refusal("refuse.value_" + kind.split()[0].partition("[")[0], where=where, key=key, value=value)


def _number(key: str, value: object, wanted: Field[Any], where: str) -> int:
    low, high = wanted.metadata["range"]
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    raise Refusal("refuse.number", where=where, key=key, value=value, low=low, high=high)


def _picture(caption: str, table: object, where: str) -> Picture:
    given, known = table if isinstance(table, dict) else {}, [f.name for f in fields(Picture)]
    if unknown := next((name for name in given if name not in known), None):
        raise Refusal("refuse.key", where=where, key=f"figure.{caption}.{unknown}", known=", ".join(known))
    missing = next((n for n in ("file", "alt") if not str(given.get(n, "")).strip()), None)
    if missing or not all(isinstance(value, str) for value in given.values()):
        raise Refusal("refuse.figure", where=where, caption=caption, key=missing or "file")
    return Picture(**given)


def _where(key: str, layer: Layer) -> str:
    """The place to show before a complaint: file and line, or the option; ends in ": "."""
    line = _line(key, layer.toml)
    return f"{layer.origin}, line {line}: " if line else f"{layer.origin}: "


def _line(key: str, toml: str) -> int | None:
    table, _, name = key.rpartition(".")
    inside = ""
    for number, text in enumerate(toml.splitlines(), 1):
        if head := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", text):
            inside = head[1]
            if inside == key or (inside == table and not name):
                return number
        elif assigned := re.match(r"""\s*["']?([^"'=]+?)["']?\s*=""", text):
            full = f"{inside}.{assigned[1]}" if inside else assigned[1]
            if full in (key, table):
                return number
    return None


def _epoch() -> Iterable[Layer]:
    """The layer of SOURCE_DATE_EPOCH (reproducible-builds.org): seconds since 1970 UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return
    try:
        day = datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        raise Refusal("refuse.epoch", value=epoch) from None
    yield Layer("SOURCE_DATE_EPOCH", {"edition.date": day.strftime("%Y-%m-%dT%H:%M:%SZ")})
