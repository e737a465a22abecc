"""What is handed to readers (发行): files, versions of titles, and the site that lists them."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field, fields
from typing import Any

FORMAT = 1  # of release.json

MEDIA = {
    "epub": "application/epub+zip",
    "pdf": "application/pdf",
    "digest": "text/plain",
    "cover": "image/jpeg",
    "thumbnail": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release. ``role`` is a key of ``MEDIA``; ``size`` is in bytes, ``sha256`` in hexadecimal digits."""

    name: str
    role: str
    size: int
    sha256: str
    pages: int | None = None  # of print

    @property
    def media(self) -> str:
        """The media type."""
        return MEDIA[self.role]


@dataclass(frozen=True, slots=True)
class Changes:
    """How a version's text differs from the one before, in paragraphs; ``samples`` are pairs, either side may be empty."""

    since: str
    changed: int
    added: int
    removed: int
    samples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One version of a title (版次), as ``release.json`` keeps it. ``published`` is a moment in UTC, RFC 3339."""

    name: str
    version: str
    title: str
    language: str
    identifier: str
    published: str
    files: tuple[File, ...]
    subtitle: str = ""
    creators: tuple[str, ...] = ()
    publisher: str = ""
    date: str = ""
    rights: str = ""
    source: str = ""
    description: str = ""
    accessibility: dict[str, tuple[str, ...]] = field(default_factory=dict)  # schema.org's terms, without their prefix
    note: str = ""  # what the publisher says is new
    changes: Changes | None = None

    @property
    def folder(self) -> str:
        """Where it stands in the site."""
        return f"books/{self.name}/{self.version}"

    def file(self, role: str) -> File | None:
        """Its file of a role."""
        return next((f for f in self.files if f.role == role), None)

    @property
    def editions(self) -> tuple[File, ...]:
        """Its files for readers: all but pictures of the cover."""
        return tuple(f for f in self.files if f.role in ("epub", "pdf", "digest"))


@dataclass(frozen=True, slots=True)
class Title:
    """A title with all its versions, the newest first."""

    releases: tuple[Release, ...]

    @property
    def newest(self) -> Release:
        """The version that readers are offered."""
        return self.releases[0]

    @property
    def folder(self) -> str:
        """Where its page stands in the site."""
        return f"books/{self.newest.name}"


@dataclass(frozen=True, slots=True)
class Site:
    """All titles, those of the newest releases first. ``base`` is the address it will have, with its slash, or empty."""

    title: str
    base: str
    language: str
    titles: tuple[Title, ...]

    @property
    def updated(self) -> str:
        """When it last gained a release; the epoch for an empty one."""
        return max((t.newest.published for t in self.titles), default="1970-01-01T00:00:00Z")


def site_of(title: str, base: str, language: str, releases: list[Release]) -> Site:
    """Releases as titles, in a stable order: newest first, then by identifier (OPDS 1.2, 2.1)."""
    by_name: dict[str, list[Release]] = {}
    for release in releases:
        by_name.setdefault(release.name, []).append(release)
    titles = [Title(tuple(sorted(found, key=_age, reverse=True))) for found in by_name.values()]
    titles.sort(key=lambda t: t.newest.identifier)
    titles.sort(key=lambda t: t.newest.published, reverse=True)
    return Site(title, base, language, tuple(titles))


def _age(release: Release) -> tuple[str, list[tuple[int, str]]]:
    """Older ones sort lower; versions of one moment by their numbers: 1.10 after 1.9.

    >>> _age(Release("a", "1.10", "", "", "", "", ())) > _age(Release("a", "1.9", "", "", "", "", ()))
    True
    """
    return release.published, [(int(p), "") if p.isdigit() else (-1, p) for p in re.split(r"(\d+)", release.version)]


def dump(release: Release) -> bytes:
    """``release.json``: what programs read of a release."""
    told = {"format": FORMAT, **asdict(release)}
    told["files"] = [{**asdict(f), "media": f.media} for f in release.files]
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=False) + "\n").encode()


def load(content: bytes) -> Release:
    """A release out of its ``release.json``. Raises ValueError for anything else.

    >>> one = Release("boat", "1", "夜航", "zh-Hans", "urn:uuid:0", "2026-01-01T00:00:00Z", (File("boat.pdf", "pdf", 9, "0"),))
    >>> load(dump(one)) == one
    True
    """
    try:
        told: dict[str, Any] = json.loads(content)
        known = {f.name for f in fields(Release)}
        values: dict[str, Any] = {key: value for key, value in told.items() if key in known}
        values["creators"] = tuple(told["creators"])
        values["files"] = tuple(File(**{k: v for k, v in f.items() if k != "media"}) for f in told["files"])
        values["accessibility"] = {key: tuple(words) for key, words in told["accessibility"].items()}
        if told["changes"]:
            pairs = tuple((str(old), str(new)) for old, new in told["changes"]["samples"])
            values["changes"] = Changes(**{**told["changes"], "samples": pairs})
        return Release(**values)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no release: {error}") from error
