"""What an edition is called and dated in machine fields: the same for every format and every run."""
from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID, uuid5

from convert.anchors import printed
from convert.tree import Meta

SPACE = UUID("5b0c4f62-6d3e-5c1f-9a57-2f1e8d7c4b90")     # names this program's identifiers, drawn once by lot


def identifier(meta: Meta, name: str) -> str:
    """The publication's identifier: the publisher's own, else a UUIDv5 of creator, title and source name.

    Not of the words: a mended comma is a new version, not a new book. An ISBN-13 becomes its URN (RFC 3187).

    >>> identifier(Meta(identifier="ISBN 978-7-02-000220-7"), "book")
    'urn:isbn:9787020002207'
    >>> identifier(Meta(title="甲"), "book") == identifier(Meta(title="甲", date="2026"), "book")
    True
    """
    if meta.identifier:
        given = printed(meta.identifier).strip()
        digits = re.sub(r"(?i)^(urn:)?isbn[:： ]*|[-\s]", "", given)
        return f"urn:isbn:{digits}" if re.fullmatch(r"97[89]\d{10}", digits) else given
    return f"urn:uuid:{uuid5(SPACE, chr(0).join(map(printed, (meta.creator or '', meta.title or '', name))))}"


def print_identifier(meta: Meta, name: str) -> str:
    """The identifier of the PDF, whose page numbers the EPUB carries: never that of the EPUB itself.

    >>> print_identifier(Meta(title="甲"), "book")[:9]
    'urn:uuid:'
    """
    return f"urn:uuid:{uuid5(SPACE, identifier(meta, name) + chr(0) + 'pdf')}"


_DATE = re.compile(
    r"(?P<year>\d{4})(?:[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?)?[年月]?"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?")


def w3c_date(date: str | None) -> str | None:
    """A date as W3C's profile of ISO 8601 writes it, no finer than it was given; None where it is none.

    >>> [w3c_date(d) for d in ("2026年3月8日", "2026-03", "2026/3/8", "2026-03-08T01:02:03Z", "丙午年春", "2026-02-30")]
    ['2026-03-08', '2026-03', '2026-03-08', '2026-03-08', None, None]
    """
    found = _DATE.fullmatch((date or "").strip())
    if found is None or moment(date) is None:
        return None
    return "-".join(p.zfill(2) for p in (found["year"], found["month"], found["day"]) if p)


def moment(date: str | None) -> datetime | None:
    """The first moment of a date, or the very moment where a time stands, in UTC; None where it is no date.

    >>> moment("2026年3月").isoformat()
    '2026-03-01T00:00:00+00:00'
    >>> moment("2026-03-08T08:00:00+0800").isoformat()
    '2026-03-08T00:00:00+00:00'
    """
    found = _DATE.fullmatch((date or "").strip())
    if found is None:
        return None
    try:
        day = f"{found['year']}-{int(found['month'] or 1):02}-{int(found['day'] or 1):02}"
        zone = (found["zone"] or "Z").replace("Z", "+00:00")
        return datetime.fromisoformat(f"{day}T{found['time'] or '00:00'}{zone}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
