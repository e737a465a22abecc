"""Every sentence the program says to a person, by key and language (文案): a file a field, a row a sentence.

Editions speak the text's language; reports too, unless asked otherwise. Where a language has no words of its own, Chinese
falls back to ``zh-Hans``, all others to ``en``; a key missing everywhere is a fault of the program and raises KeyError.
"""
from __future__ import annotations

import re

from convert.words import digest, edition, epub, read, refusal, report, review, site

WORDS: dict[str, dict[str, str]] = {
    key: {"zh-Hans": hans, "zh-Hant": hant or hans, "en": english}
    for field in (read, report, review, edition, epub, digest, site, refusal)
    for key, (hans, hant, english) in field.ROWS.items()
}


def say(key: str, language: str = "zh-Hans", /, **facts: object) -> str:
    """The sentence of a key in a language, its facts filled in.

    >>> say("gap.mark", "zh-Hant")
    '〔原文此處有缺〕'
    """
    entry = WORDS[key]
    traditional = re.fullmatch("(?i)zh-(hant.*|tw|hk|mo)", language)
    chosen = "zh-Hant" if traditional else language if language in entry else "zh-Hans" if language.startswith("zh") else "en"
    return entry[chosen].format(**facts)
