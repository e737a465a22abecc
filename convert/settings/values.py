"""Values that have a form of their own (取值): dates and language tags."""
from __future__ import annotations

import re
from datetime import date

DATE = re.compile(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?|年)?(?:[T ]\d{2}:\d{2}\S*)?")
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")     # RFC 5646, as far as books need it


def is_date(value: str) -> bool:
    """Is it a day, a month or a year of the calendar, or one in words (丙午年春), which is printed as it stands?

    >>> [is_date(v) for v in ("2026-03-08", "2026年3月", "丙午年春", "2026-02-30", "tomorrow")]
    [True, True, True, False, False]
    """
    found = DATE.fullmatch(value.strip())
    if found is None:
        return "年" in value and re.search("[0-9]{4}", value) is None
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def is_language(value: str) -> bool:
    """Is it a language tag, such as zh-Hans or en?

    >>> is_language("zh-Hant"), is_language("Chinese, I think")
    (True, False)
    """
    return TAG.fullmatch(value) is not None


FORMS = {"date": is_date, "language": is_language}
