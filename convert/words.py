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
    # the EPUB's own parts, and what it tells readers who do not see the page
    "epub.cover": {"zh-Hans": "封面", "zh-Hant": "封面", "en": "Cover"},
    "epub.cover.alt": {
        "zh-Hans": "封面：{words}", "zh-Hant": "封面：{words}", "en": "Cover: {words}"},
    "epub.titlepage": {"zh-Hans": "扉页", "zh-Hant": "扉頁", "en": "Title page"},
    "epub.toc": {"zh-Hans": "目录", "zh-Hant": "目錄", "en": "Contents"},
    "epub.landmarks": {"zh-Hans": "导览", "zh-Hant": "導覽", "en": "Landmarks"},
    "epub.pages": {"zh-Hans": "印本页码", "zh-Hant": "印本頁碼", "en": "Pages of the print edition"},
    "epub.bodymatter": {"zh-Hans": "正文", "zh-Hant": "正文", "en": "Text"},
    "epub.backmatter": {"zh-Hans": "附录", "zh-Hant": "附錄", "en": "Back matter"},
    "epub.notes": {"zh-Hans": "注释", "zh-Hant": "註釋", "en": "Notes"},
    "epub.summary": {
        "zh-Hans": "本书以文字为主，可换字体、字号、配色与版式，可由朗读软件通读；目录、标题层级与各部分的语义标记齐全，阅读次序与原文一致。",
        "zh-Hant": "本書以文字為主，可換字體、字號、配色與版式，可由朗讀軟體通讀；目錄、標題層級與各部分的語意標記齊全，閱讀次序與原文一致。",
        "en": "The book is text: typeface, size, colours and layout may be changed and it can be read aloud throughout. "
              "Contents, heading levels and the parts' semantics are complete; the reading order is that of the source."},
    "epub.summary.pages": {
        "zh-Hans": "页码与印本逐页对应。", "zh-Hant": "頁碼與印本逐頁對應。", "en": "Its page numbers are those of the print edition."},
    "epub.summary.pictures": {
        "zh-Hans": "书中图片 {count} 幅，均以图说作替代文字，未另作详细描述。",
        "zh-Hant": "書中圖片 {count} 幅，均以圖說作替代文字，未另作詳細描述。",
        "en": "Its {count} pictures have their captions as text alternatives and no longer description."},
    "epub.summary.lost": {
        "zh-Hans": "已知不足：原稿图片 {count} 幅未得，仅存图说。", "zh-Hant": "已知不足：原稿圖片 {count} 幅未得，僅存圖說。",
        "en": "Known gap: {count} pictures of the source are lost, only their captions remain."},
    "epub.summary.gaps": {
        "zh-Hans": "已知不足：原文有缺 {count} 处，均在文中标明，未作补充。",
        "zh-Hant": "已知不足：原文有缺 {count} 處，均在文中標明，未作補充。",
        "en": "Known gap: the source is incomplete in {count} places, each marked in the text and not guessed."},
    "epub.summary.unjudged": {
        "zh-Hans": "已知不足：未经人工无障碍评测。", "zh-Hant": "已知不足：未經人工無障礙評測。",
        "en": "Known gap: no person has evaluated its accessibility."},
    "cover.unknown": {
        "zh-Hans": "封面字体缺字：{chars}。请在 [edition] cover 中另给封面图片。",
        "zh-Hant": "封面字體缺字：{chars}。請在 [edition] cover 中另給封面圖片。",
        "en": "The cover's typeface lacks {chars}; name a picture of your own under [edition] cover."},
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
