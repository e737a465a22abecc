"""Every sentence the program says to a person, by key and language (文案).

Editions speak the text's language; reports too, unless asked otherwise. A key missing in ``zh-Hant`` falls back to
``zh-Hans``, then to ``en``; a key missing everywhere is a fault of the program and raises KeyError.
"""
from __future__ import annotations

WORDS: dict[str, dict[str, str]] = {
    # gaps: the marks that stand in a text, and what is known of the loss
    "gap.mark": {"zh-Hans": "〔原文此处有缺〕", "zh-Hant": "〔原文此處有缺〕", "en": "〔原文此处有缺〕"},
    "gap.ending": {
        "zh-Hans": "原文在此中断，下文已失，未作补充。", "zh-Hant": "原文在此中斷，下文已失，未作補充。",
        "en": "The source breaks off here; the rest of the sentence is lost and has not been guessed."},
    "gap.character": {
        "zh-Hans": "原文此处的字无法辨认。", "zh-Hant": "原文此處的字無法辨認。", "en": "The source is unreadable here."},
}


def say(key: str, language: str = "zh-Hans", /, **facts: object) -> str:
    """The sentence of a key in a language, its facts filled in.

    >>> say("gap.mark", "zh-Hant")
    '〔原文此處有缺〕'
    """
    entry = WORDS[key]
    for choice in (language, "zh-Hans" if language.startswith("zh") else "en"):
        if choice in entry:
            return entry[choice].format(**facts)
    return entry["en"].format(**facts)
