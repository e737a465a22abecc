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
    "digest.speech": ("文中引语", "文中引語", "spoken in the text"),
    # in front
    "digest.sections": (
        "全文{sections}节，摘{quotes}句。", "全文{sections}節，摘{quotes}句。",
        "{sections} sections, {quotes} quotes."),
    "digest.quotes": ("摘{quotes}句。", "", "{quotes} quotes."),
    "digest.omitted": (
        "全文{sections}节，摘{quotes}句，其余{omitted}节从略。", "全文{sections}節，摘{quotes}句，其餘{omitted}節從略。",
        "{sections} sections, {quotes} quotes; {omitted} sections are left out for length."),
    # remarks under a heading
    "digest.lost": (
        "（原文此节有缺，标题所说的话已不在其中。）", "（原文此節有缺，標題所說的話已不在其中。）",
        "(The source is incomplete here, and what the heading says is lost.)"),
    "digest.doubtful": (
        "（说出标题的一句有存疑之处，未引。）", "（說出標題的一句有存疑之處，未引。）",
        "(The sentence that says what the heading says has words in doubt and is not quoted.)"),
    "digest.opens": (
        "（说出标题的一句引起下文，不能独立，未引。）", "（說出標題的一句引起下文，不能獨立，未引。）",
        "(The sentence that says what the heading says opens a list and is not quoted alone.)"),
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
    # why a quote was picked, and by what signs
    "digest.why.heading": ("标题句：", "標題句：", "Carries the heading: "),
    "digest.why.point": ("警句：", "", "Pointed: "),
    "digest.why.gist": ("要旨（本节没有警句）：", "要旨（本節沒有警句）：", "The gist, for nothing here is pointed: "),
    "digest.sign.heading": ("标题文字的{n}%在此句中", "標題文字的{n}%在此句中", "it has {n}% of the heading's words"),
    "digest.sign.parallel": ("句式相对{n}处", "句式相對{n}處", "clauses built alike ({n})"),
    "digest.sign.frame": ("有转折或递进的格式", "有轉折或遞進的格式", "it turns or climbs (not … but)"),
    "digest.sign.copula": ("直下断语", "直下斷語", "it says plainly what is what"),
    "digest.sign.stance": ("表明立场", "表明立場", "it takes a stand"),
    "digest.sign.general": ("说普遍的道理", "說普遍的道理", "it speaks of all men"),
    "digest.sign.edge": ("在段首或段尾", "", "it opens or ends a paragraph"),
    "digest.sign.short": ("短（{n}字）", "", "it is short ({n} characters)"),
    "digest.sign.verse": ("诗句", "詩句", "it is verse"),
    "digest.sign.central": (
        "与本节用字最相合（{n}/100）", "與本節用字最相合（{n}/100）",
        "its words are the section's own ({n}/100)"),
    "digest.sign.named": ("与标题同字", "與標題同字", "it shares words with the heading"),
    "digest.sign.opening": ("本节首句", "本節首句", "it opens the section"),
    "digest.sign.figure": ("有数目", "有數目", "it names a figure"),
    "digest.sign.only": ("其余更不足取", "其餘更不足取", "the rest serves less"),
}
