"""What the digest says around its quotes (文摘用语).

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""
from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    # places
    "digest.section": ("第{n}节", "第{n}節", "section {n}"),
    "digest.page": ("第{page}页", "第{page}頁", "p. {page}"),
    "digest.comma": ("，", "", ", "),
    "digest.and": ("、", "", ", "),
    "digest.place": ("（{where}）", "", " ({where})"),
    # remarks under a heading
    "digest.lost": (
        "（原文此节有缺，标题所说的话已不在其中。）", "（原文此節有缺，標題所說的話已不在其中。）",
        "(The source is incomplete here, and what the heading says is lost.)"),
    "digest.doubtful": (
        "（说出标题的一句有存疑之处，未引。）", "（說出標題的一句有存疑之處，未引。）",
        "(The sentence that says what the heading says has words in doubt and is not quoted.)"),
    "digest.nothing": ("（本节没有可引的句子。）", "（本節沒有可引的句子。）", "(No sentence here can be quoted.)"),
    # at the end
    "digest.verbatim": (
        "引文均照修补后的原文逐字摘出。", "引文均照修補後的原文逐字摘出。",
        "Every quote is word for word as it stands in the repaired text."),
    "digest.repairs": ("原文的修补：{kinds}。", "原文的修補：{kinds}。", "Repaired in the source: {kinds}."),
    "digest.gaps": (
        "原文有缺{n}处{where}，未作补充。", "原文有缺{n}處{where}，未作補充。",
        "The source is incomplete in {n} place(s){where}; nothing has been guessed."),
    "digest.pictures": (
        "原稿图片{n}幅未得，仅存图说。", "原稿圖片{n}幅未得，僅存圖說。", "Of {n} picture(s) only the caption remains."),
    "digest.doubts": (
        "文中存疑{n}处，含存疑字句的均未引用。", "文中存疑{n}處，含存疑字句的均未引用。",
        "Words are in doubt in {n} place(s); no sentence that holds them is quoted."),
    "digest.year": (
        "原文未载年份，未作补充。", "原文未載年份，未作補充。", "The source names no year, and none has been supplied."),
    "digest.silent": (
        "有{n}节{where}没有说出标题的句子，所引是节中警句。", "有{n}節{where}沒有說出標題的句子，所引是節中警句。",
        "In {n} section(s){where} no sentence says what the heading says; the quotes are the most telling of the rest."),
}
WORDS = {key: {"zh-Hans": hans, "zh-Hant": hant or hans, "en": en} for key, (hans, hant, en) in ROWS.items()}
