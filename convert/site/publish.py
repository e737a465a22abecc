"""Editions onto a site (发行): checked, copied into a release of their own, then every page and feed that changed.

A release's folder is made beside the site's own and renamed into place; pages and feeds are files written whole, each
renamed over the old one, those that name others last. So whatever stops the work, every link leads to a whole file. What a
publication is about to write stands in ``.next`` until it is done, so that ``verify`` knows both states.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from convert import output
from convert.book import Watch
from convert.refusal import Refusal
from convert.site import editions
from convert.site.bundle import SUFFIXES, Bundle, Given, bundles
from convert.site.changes import changes
from convert.site.feeds import feeds
from convert.site.model import MEDIA, Changes, File, Release, Site, dump, load, site_of
from convert.site.pages import pages

RECORD = "release.json"
SUMS = "SHA256SUMS"
SITE = "site.json"
BOOKS = "books"
LOCK, NEXT, STAGE = ".lock", ".next", ".stage-"
NAMES = {"cover": "cover.jpg", "thumbnail": "cover-thumbnail.jpg"}
ORDER = tuple(MEDIA)


@dataclass(frozen=True, slots=True)
class Published:
    """What became of one title: its release and whether it is new, or why it was refused."""

    name: str
    release: Release | None = None
    new: bool = False
    missing: tuple[str, ...] = ()  # keys of [edition]
    settings: Path | None = None  # where to give them
    error: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication did to a site: its titles, and how many files were written and left alone."""

    site: Site
    published: tuple[Published, ...]
    written: tuple[str, ...]
    kept: int


def publish(
    given: Sequence[Given],
    to: Path,
    now: str,
    *,
    base: str | None = None,
    version: str | None = None,
    note: str = "",
    name: str | None = None,
    language: str | None = None,
    overrides: Mapping[str, object] | None = None,
    decisions: Path | None = None,
    watch: Watch | None = None,
) -> Outcome:
    """Publish texts or built folders to the site at ``to``; a bad one does not stop the others.

    ``now`` is the moment of publication (RFC 3339). ``version`` goes over that of the settings, ``note`` says what is new.
    ``base``, ``name`` and ``language`` are the site's address, title and language: kept from the last time if not given;
    a site begun with books in traditional script alone speaks 繁體.
    Raises Refusal for what concerns all: a folder that is no site, a full disk, another publication at work.
    """
    if base is not None:
        base = _address(base)
    if version is not None:
        _safe(version)
    with _locked(to):
        _clear(to)
        found = [_one(bundle, to, now, version, note, watch) for bundle in bundles(given, version, overrides, decisions, watch)]
        about = _about(to)
        told = {
            "title": name or about.get("title"),
            "base": about.get("base", "") if base is None else base,
            "language": language or about.get("language"),
        }
        site = read(to, told)
        written, kept = _write(to, render(site))
        return Outcome(site, tuple(found), written, kept)


def render(site: Site) -> dict[str, bytes]:
    """Everything of a site but its releases, by path; those that name others come after them."""
    from convert.theme import folder

    told = {"title": site.title, "base": site.base, "language": site.language}
    made = {"site.css": (folder() / "site" / "site.css").read_bytes(), **pages(site), **feeds(site), SITE: _json(told)}
    return {path: made[path] for path in sorted(made, key=lambda p: (-p.count("/"), p in ("index.html", "feed.xml"), p))}


def read(to: Path, about: Mapping[str, Any] | None = None) -> Site:
    """The site that stands in a folder: its releases, and what ``site.json`` says. Raises Refusal where a record is spoilt."""
    from convert.words import say

    told = dict(about or _about(to))
    releases = [release for name in _names(to / BOOKS) for release in _versions(to, name)]
    ours = {release.language.startswith("zh-Hant") for release in releases}
    language = str(told.get("language") or ("zh-Hant" if ours == {True} else "zh-Hans"))
    return site_of(str(told.get("title") or say("site.title", language)), str(told.get("base") or ""), language, releases)


def _versions(to: Path, name: str) -> Iterator[Release]:
    """The releases of a title that stand. Raises Refusal for a record that cannot be read."""
    for version in _names(to / BOOKS / name):
        path = to / BOOKS / name / version / RECORD
        if path.exists():
            try:
                yield load(path.read_bytes())
            except ValueError:
                raise Refusal("verify.release", path=path) from None


def _names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


def sums(files: Mapping[str, str]) -> bytes:
    """Checksums as ``sha256sum`` writes and reads them."""
    return "".join(f"{files[name]}  {name}\n" for name in sorted(files)).encode()


def _json(value: object) -> bytes:
    import json

    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _about(to: Path) -> dict[str, Any]:
    import json

    path = to / SITE
    try:
        told: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
        return told
    except ValueError:
        raise Refusal("site.not_site", path=to) from None


def _address(base: str) -> str:
    parts = urlsplit(base)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise Refusal("site.base_url", url=base)
    return base.rstrip("/") + "/"


def _safe(version: str) -> None:
    if not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z._+-]{0,39}", version):
        raise Refusal("site.bad_version", version=version)


@contextmanager
def _locked(to: Path) -> Iterator[None]:
    """The folder for this publication alone; made if it is not there. Raises Refusal for a folder of other things."""
    try:
        if to.is_dir() and not (to / SITE).exists() and not (to / LOCK).exists() and any(to.iterdir()):
            raise Refusal("site.not_site", path=to)
        to.mkdir(parents=True, exist_ok=True)
        with open(to / LOCK, "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Refusal("site.busy", path=to) from None
            yield
    except OSError as error:
        raise output.refused(error, error.filename or to) from error


def _clear(to: Path) -> None:
    """What a stopped publication left lying about."""
    for path in to.glob(f"{STAGE}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in to.rglob(".convert-*"):
        path.unlink(missing_ok=True)


def _one(bundle: Bundle, to: Path, now: str, version: str | None, note: str, watch: Watch | None) -> Published:
    """One title's release, in its place."""
    told = Published(bundle.name, settings=bundle.settings)
    if bundle.error:
        return replace(told, error=bundle.error)
    if watch:
        watch(bundle.name, "publish")
    try:
        if standing := _standing(bundle, to, version):
            return replace(told, release=standing)
        release, files = _release(bundle, to, now, version, note)
        told = replace(told, missing=tuple(key for key, known in _wanted(release, bundle) if not known))
        there = to / release.folder
        if (there / RECORD).exists():
            known = load((there / RECORD).read_bytes())
            _compare(known, release, bundle)
            return replace(told, release=known)
        _place(files, there, to)
        return replace(told, release=release, new=True)
    except Refusal as error:
        return replace(told, error=error)
    except ValueError:
        return replace(told, error=Refusal("verify.release", path=there / RECORD))


def _standing(bundle: Bundle, to: Path, version: str | None) -> Release | None:
    """The release that holds these very editions already."""
    given = {role: sha256(content).hexdigest() for role, content in bundle.contents.items()}
    for release in _versions(to, bundle.name):
        if {f.role: f.sha256 for f in release.editions} == given and version in (None, release.version):
            return release
    return None


def _wanted(release: Release, bundle: Bundle) -> Iterator[tuple[str, object]]:
    """What a reader asks of a title, by the key of [edition]."""
    yield from (
        ("title", not bundle.named_after_file),
        ("creator", release.creators),
        ("date", release.date),
        ("rights", release.rights),
    )


def _release(bundle: Bundle, to: Path, now: str, version: str | None, note: str) -> tuple[Release, dict[str, bytes]]:
    """A title's release, and its files. Raises Refusal where an edition is broken: nothing of it has been copied yet."""
    said = editions.facts(bundle.contents["epub"], bundle.path("epub"))
    held = {role: content for role, content in bundle.contents.items() if role in SUFFIXES}
    held |= editions.pictures(said.cover, bundle.path("epub")) if said.cover else {}
    count = editions.pages(held["pdf"], bundle.path("pdf")) if "pdf" in held else None
    version = version or said.version
    _safe(version)
    names = {role: NAMES.get(role) or bundle.name + SUFFIXES[role] for role in held}
    files = tuple(
        File(names[role], role, len(content), sha256(content).hexdigest(), count if role == "pdf" else None)
        for role, content in sorted(held.items(), key=lambda i: ORDER.index(i[0]))
    )
    opening = said.description or editions.opening(said.paragraphs)
    release = Release(
        name=bundle.name,
        version=version,
        title=said.title,
        language=said.language,
        identifier=said.identifier,
        published=now,
        files=files,
        subtitle=said.subtitle,
        creators=said.creators,
        publisher=said.publisher,
        date=said.date,
        rights=said.rights,
        source=said.source,
        description=opening,
        accessibility=said.accessibility,
        note=note,
        changes=_changes(to, bundle, said),
    )
    return release, {
        **{names[role]: content for role, content in held.items()},
        RECORD: dump(release),
        SUMS: sums({f.name: f.sha256 for f in files} | {RECORD: sha256(dump(release)).hexdigest()}),
    }


def _changes(to: Path, bundle: Bundle, said: editions.Facts) -> Changes | None:
    """How the text differs from the newest version that stands. Raises Refusal where that is another book."""
    older = site_of("", "", "", list(_versions(to, bundle.name))).titles
    if not older:
        return None
    newest = older[0].newest
    if newest.identifier != said.identifier:
        raise Refusal("site.other_book", name=bundle.name, title=newest.title, identifier=newest.identifier, file=bundle.settings)
    book = newest.file("epub")
    if book is None:
        return None
    path = to / newest.folder / book.name
    return changes(newest.version, editions.facts(path.read_bytes(), path).paragraphs, said.paragraphs)


def _compare(known: Release, release: Release, bundle: Bundle) -> None:
    """Refuse another content under a version that readers have already."""
    had = {f.name: f.sha256 for f in known.files}
    other = [f.name for f in release.files if had.get(f.name) != f.sha256]
    if other or len(had) != len(release.files):
        named = "、".join(other or sorted(set(had) - {f.name for f in release.files}))
        raise Refusal(
            "site.same_version",
            name=bundle.name,
            version=known.version,
            files=named,
            next=_next(known.version),
            file=bundle.settings,
        )


def _next(version: str) -> str:
    """The version after a version.

    >>> _next("1"), _next("1.9"), _next("beta")
    ('2', '1.10', 'beta.1')
    """
    head, digits = re.fullmatch(r"(.*?)(\d*)", version).groups()  # type: ignore[union-attr]  # it matches anything
    return f"{head}{int(digits) + 1}" if digits else f"{version}.1"


def _place(files: Mapping[str, bytes], there: Path, to: Path) -> None:
    """A release's folder, made whole and then renamed into its place."""
    stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=to))
    try:
        output.save({stage / "release" / name: content for name, content in files.items()})
        there.parent.mkdir(parents=True, exist_ok=True)
        os.rename(stage / "release", there)
    except OSError as error:
        raise output.refused(error, there) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _write(to: Path, made: Mapping[str, bytes]) -> tuple[tuple[str, ...], int]:
    """Pages and feeds that are not what they should be, in their order; then the checksums of all."""
    listed = sums({path: sha256(content).hexdigest() for path, content in made.items()})
    wanted = {**made, SUMS: listed}
    new = {path: content for path, content in wanted.items() if not _is(to / path, content)}
    if new:
        output.save({to / NEXT: listed})
        output.save({to / path: content for path, content in new.items()})
    (to / NEXT).unlink(missing_ok=True)
    return tuple(new), len(wanted) - len(new)


def _is(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False
