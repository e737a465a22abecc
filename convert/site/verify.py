"""Is a site whole (查验)? Every file against its checksum, every link against a file. Reads only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, normpath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

from convert import output
from convert.refusal import Refusal
from convert.site.publish import LOCK, NEXT, RECORD, SITE, STAGE, SUMS
from convert.words import say


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong: a key of the words ``verify.…`` and its facts."""

    key: str
    facts: Mapping[str, object]

    def say(self, language: str) -> str:
        """The sentence in a language."""
        return say(self.key, language, **self.facts)


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at a site has found. ``unfinished``: a publication was stopped; what stands is whole all the same."""

    files: int
    links: int
    faults: tuple[Fault, ...]
    unfinished: bool


def verify(site: Path) -> Found:
    """Look at every file of a site. Raises Refusal for a folder that is none."""
    if not (site / SITE).exists():
        raise Refusal("site.not_site", path=site)
    try:
        files = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and not _hidden(p, site))
        base = json.loads((site / SITE).read_bytes()).get("base", "")
        links = [link for path in files for link in _links(site, path)]
        faults = [*_checksums(site, files), *_leading(site, base, links, set(files))]
    except OSError as error:
        raise output.refused(error, error.filename or site) from error
    except ValueError as error:
        raise Refusal("site.broken", path=site / SITE, why=error) from None
    return Found(len(files), len(links), tuple(faults), (site / NEXT).exists())


def _hidden(path: Path, site: Path) -> bool:
    return any(part.startswith((".convert-", STAGE)) or part in (LOCK, NEXT) for part in path.relative_to(site).parts)


def _listed(path: Path) -> Iterator[tuple[str, str]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            digits, _, name = line.partition("  ")
            yield name, digits


def _checksums(site: Path, files: list[str]) -> Iterator[Fault]:
    """Files that are not what their checksum says, files without one, checksums without a file."""
    wanted: dict[str, set[str]] = {}
    tops = [site / SUMS, site / NEXT]
    for path in tops:
        for name, digits in _listed(path):
            wanted.setdefault(name, set()).add(digits)
    now = dict(_listed(site / SUMS))
    for path in sorted(site.glob(f"books/*/*/{SUMS}")):
        folder = path.parent.relative_to(site).as_posix()
        for name, digits in _listed(path):
            wanted.setdefault(f"{folder}/{name}", set()).add(digits)
            now[f"{folder}/{name}"] = digits
    for name in files:
        if name.rpartition("/")[2] == SUMS:
            continue
        if name not in wanted:
            yield Fault("verify.unlisted", {"path": name})
        elif sha256((site / name).read_bytes()).hexdigest() not in wanted[name]:
            yield Fault("verify.checksum", {"path": name})
    there = set(files)
    for name in sorted(set(now) - there):
        yield Fault("verify.missing", {"path": name})
    for name in (n for n in files if re.fullmatch(rf"books/[^/]+/[^/]+/{RECORD}", n)):
        if f"{dirname(name)}/{SUMS}" not in there:
            yield Fault("verify.missing", {"path": f"{dirname(name)}/{SUMS}"})


@dataclass(frozen=True, slots=True)
class _Link:
    """A link in a file, and the length of what it leads to, where the file says so."""

    path: str
    href: str
    length: int | None = None


class _Html(HTMLParser):
    """The links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def _links(site: Path, path: str) -> Iterator[_Link]:
    if path.startswith("books/") and path.count("/") > 2:
        return  # the editions themselves
    suffix = path.rpartition(".")[2]
    content = (site / path).read_text(encoding="utf-8", errors="replace") if suffix in ("html", "xml", "json") else ""
    if suffix == "html":
        page = _Html()
        page.feed(content)
        yield from (_Link(path, href) for href in page.found)
    elif suffix == "xml":
        for link in ET.fromstring(content).iter("{http://www.w3.org/2005/Atom}link"):
            yield _Link(path, link.get("href", ""), int(link.get("length", "0")) or None)
    elif path != SITE and suffix == "json":
        yield from _addresses(path, json.loads(content))


def _addresses(path: str, value: object) -> Iterator[_Link]:
    if isinstance(value, dict):
        if isinstance(href := value.get("href"), str):
            yield _Link(path, href, value.get("size"))
        for inner in value.values():
            yield from _addresses(path, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(path, inner)


def _leading(site: Path, base: str, links: list[_Link], files: set[str]) -> Iterator[Fault]:
    """Links into the site that lead to no file, or to one of another length."""
    for link in links:
        href = link.href.removeprefix(base) if base and link.href.startswith(base) else link.href
        absolute = href is not link.href and href != link.href
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not parts.path:
            continue  # elsewhere, or a place of the same page
        to = normpath(unquote(parts.path) if absolute else f"{dirname(link.path)}/{unquote(parts.path)}").lstrip("/")
        if to not in files:
            yield Fault("verify.link", {"path": link.path, "href": link.href})
        elif link.length is not None and (site / to).stat().st_size != link.length:
            yield Fault(
                "verify.length", {"path": link.path, "href": link.href, "length": link.length, "size": (site / to).stat().st_size}
            )
