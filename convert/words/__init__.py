"""Every sentence the program says to a person, by key and language (文案).

Editions speak the text's language; reports too, unless asked otherwise. A key missing in ``zh-Hant`` falls back to
``zh-Hans``, then to ``en``; a key missing everywhere is a fault of the program and raises KeyError.
"""
from __future__ import annotations

import re

from convert.words import digest, edition, refusal, report, review, site

WORDS: dict[str, dict[str, str]] = {
    **refusal.WORDS,
    **report.WORDS,
    **review.WORDS,
    **edition.WORDS,
    **digest.WORDS,
    **site.WORDS,
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
    "epub.goes_on": {"zh-Hans": "{title}（续）", "zh-Hant": "{title}（續）", "en": "{title} (continued)"},
    "epub.group": {"zh-Hans": "第 {first}—{last} 篇", "en": "{first}–{last}"},
    "epub.notes": {"zh-Hans": "注释", "zh-Hant": "註釋", "en": "Notes"},
    "epub.summary": {
        "zh-Hans": "本书以文字为主，可换字体、字号、配色与版式，可由朗读软件通读；"
                   "目录、标题层级与各部分的语义标记齐全，阅读次序与原文一致。",
        "zh-Hant": "本書以文字為主，可換字體、字號、配色與版式，可由朗讀軟體通讀；"
                   "目錄、標題層級與各部分的語意標記齊全，閱讀次序與原文一致。",
        "en": "The book is text: typeface, size, colours and layout may be changed and it can be read aloud. Contents, "
              "heading levels and the parts' semantics are complete; the reading order is that of the source."},
    "epub.summary.pages": {
        "zh-Hans": "页码与印本逐页对应。", "zh-Hant": "頁碼與印本逐頁對應。",
        "en": "Its page numbers are those of the print edition."},
    "epub.summary.pictures": {
        "zh-Hans": "书中图片 {count} 幅，均以图说作替代文字，未另作详细描述。",
        "zh-Hant": "書中圖片 {count} 幅，均以圖說作替代文字，未另作詳細描述。",
        "en": "Its {count} pictures have their captions as text alternatives and no longer description."},
    "epub.summary.gaps": {"zh-Hans": "已知不足：{gaps}。", "zh-Hant": "已知不足：{gaps}。", "en": "Known gaps: {gaps}."},
    "epub.gap.lost": {
        "zh-Hans": "原稿图片 {count} 幅未得，仅存图说", "zh-Hant": "原稿圖片 {count} 幅未得，僅存圖說",
        "en": "{count} pictures of the source are lost, only their captions remain"},
    "epub.gap.gaps": {
        "zh-Hans": "原文有缺 {count} 处，均在文中标明，未作补充", "zh-Hant": "原文有缺 {count} 處，均在文中標明，未作補充",
        "en": "the source is incomplete in {count} places, each marked in the text and not guessed"},
    "epub.gap.unjudged": {
        "zh-Hans": "未经人工无障碍评测", "zh-Hant": "未經人工無障礙評測",
        "en": "no person has evaluated the book's accessibility"},
    "epub.gap.separator": {"zh-Hans": "；", "zh-Hant": "；", "en": "; "},
    "cover.unknown": {
        "zh-Hans": "封面字体缺字：{chars}。请在 [edition] cover 中另给封面图片。",
        "zh-Hant": "封面字體缺字：{chars}。請在 [edition] cover 中另給封面圖片。",
        "en": "The cover's typeface lacks {chars}; name a picture of your own under [edition] cover."},
    "cover.small": {
        "zh-Hans": "封面 {path} 太小（{width} × {height} 像素）：高不足 1000 像素，在书架上会模糊。",
        "zh-Hant": "封面 {path} 太小（{width} × {height} 像素）：高不足 1000 像素，在書架上會模糊。",
        "en": "The cover {path} is small ({width} × {height} pixels): below 1000 pixels of height it will be blurred."},
    "cover.large": {
        "zh-Hans": "封面 {path} 太大（{width} × {height} 像素）：超过 560 万像素，有的阅读器不显示。",
        "zh-Hant": "封面 {path} 太大（{width} × {height} 像素）：超過 560 萬像素，有的閱讀器不顯示。",
        "en": "The cover {path} is large ({width} × {height} pixels): some readers show none above 5.6 million pixels."},
    "cover.wide": {
        "zh-Hans": "封面 {path} 不是竖幅（{width} × {height} 像素），书架上会留白。",
        "zh-Hant": "封面 {path} 不是直幅（{width} × {height} 像素），書架上會留白。",
        "en": "The cover {path} is not upright ({width} × {height} pixels) and will leave the shelf's frame half empty."},
    "refuse.cover_kind": {
        "zh-Hans": "封面 {path} 须是 JPEG 或 PNG：别的图片有的阅读器不显示。",
        "zh-Hant": "封面 {path} 須是 JPEG 或 PNG：別的圖片有的閱讀器不顯示。",
        "en": "The cover {path} must be a JPEG or PNG: some readers show no other."},
    "refuse.cover_broken": {
        "zh-Hans": "封面 {path} 打不开：图片已损坏。请换一幅。", "zh-Hant": "封面 {path} 打不開：圖片已損壞。請換一幅。",
        "en": "The cover {path} cannot be opened: the picture is broken. Name another."},
    "refuse.cover_colours": {
        "zh-Hans": "封面 {path} 是印刷用的 CMYK 颜色，阅读器会显示错。请另存为 RGB。",
        "zh-Hant": "封面 {path} 是印刷用的 CMYK 顏色，閱讀器會顯示錯。請另存為 RGB。",
        "en": "The cover {path} is in CMYK, the colours of a printing press, which readers show wrongly. Save it as RGB."},
    # reading: what cannot be read
    "read.empty": {
        "zh-Hans": "{path}：文件是空的，没有可读的内容。请检查拷贝或下载是否完整。",
        "zh-Hant": "{path}：檔案是空的，沒有可讀的內容。請檢查拷貝或下載是否完整。",
        "en": "{path}: the file is empty. See whether it was copied or downloaded in full."},
    "read.blank": {
        "zh-Hans": "{path}：文件里只有空白，没有文字。请检查拷贝或下载是否完整。",
        "zh-Hant": "{path}：檔案裡只有空白，沒有文字。請檢查拷貝或下載是否完整。",
        "en": "{path}: nothing but blanks in this file. See whether it was copied or downloaded in full."},
    "read.export": {
        "zh-Hans": "{path}：这是 {kind} 文件，不是纯文本。请用相应软件打开，另存为纯文本（UTF-8）再试。",
        "zh-Hant": "{path}：這是 {kind} 檔案，不是純文字。請用相應軟體開啟，另存為純文字（UTF-8）再試。",
        "en": "{path}: not plain text but {kind}. Open it with its own program and save it as text (UTF-8)."},
    "read.recognise": {
        "zh-Hans": "{path}：这是 {kind} 图像，不是文本。请先作文字识别（OCR），再用识别所得的文本。",
        "zh-Hant": "{path}：這是 {kind} 圖像，不是文字。請先作文字辨識（OCR），再用辨識所得的文字。",
        "en": "{path}: not text but a picture ({kind}). Have its text recognised (OCR) and hand that in."},
    "read.unpack": {
        "zh-Hans": "{path}：这是 {kind} 压缩包，不是文本。请先解压，再用其中的文本文件。",
        "zh-Hant": "{path}：這是 {kind} 壓縮檔，不是文字。請先解壓縮，再用其中的文字檔。",
        "en": "{path}: not text but an archive ({kind}). Unpack it and hand in the text inside."},
    "read.choose": {
        "zh-Hans": "{path}：这是 {kind} 文件，其中没有可读的文本。请检查是否选错了文件。",
        "zh-Hant": "{path}：這是 {kind} 檔案，其中沒有可讀的文字。請檢查是否選錯了檔案。",
        "en": "{path}: not text but {kind}, which holds nothing to read. Is it the file you meant?"},
    "read.controls": {
        "zh-Hans": "{path}：不像文本，其中有 {n} 个控制字符（二进制文件的特征）。请检查是否选错了文件；"
                   "如确是文本，请用 --encoding 指明编码。",
        "zh-Hant": "{path}：不像文字檔，其中有 {n} 個控制字元（二進位檔案的特徵）。請檢查是否選錯了檔案；"
                   "如確是文字，請用 --encoding 指明編碼。",
        "en": "{path}: this looks like a binary file: it holds {n} control codes. Is it the file you meant? "
              "If it is text, name its encoding with --encoding."},
    "read.too_long": {
        "zh-Hans": "{path}：文件超过 4 GiB，请先分成几个文件。",
        "zh-Hant": "{path}：檔案超過 4 GiB，請先分成幾個檔案。",
        "en": "{path}: the file is longer than 4 GiB. Split it first."},
    "read.unknown_encoding": {
        "zh-Hans": "没有名为“{encoding}”的编码，相近的有：{near}。也可以不指定编码，由程序判定。",
        "zh-Hant": "沒有名為「{encoding}」的編碼，相近的有：{near}。也可以不指定編碼，由程式判定。",
        "en": "There is no encoding called {encoding}. Near it are: {near}. Or name none, and the program decides."},
    "read.undecodable": {
        "zh-Hans": "{path}：按 {encoding} 有 {n} 处无法解码，第一处在第 {line} 行第 {column} 字"
                   "（第 {byte} 字节：{bytes}）。请换一个编码，或不指定编码，由程序判定。",
        "zh-Hant": "{path}：按 {encoding} 有 {n} 處無法解碼，第一處在第 {line} 行第 {column} 字"
                   "（第 {byte} 位元組：{bytes}）。請換一個編碼，或不指定編碼，由程式判定。",
        "en": "{path}: not decodable as {encoding} in {n} place(s), first at line {line}, column {column} "
              "(byte {byte}: {bytes}). Name another encoding, or none, and the program decides."},
    "read.unfit": {
        "zh-Hans": "{path}：无法按 {encoding} 解码。请换一个编码，或不指定编码，由程序判定。",
        "zh-Hant": "{path}：無法按 {encoding} 解碼。請換一個編碼，或不指定編碼，由程式判定。",
        "en": "{path}: cannot be decoded as {encoding}. Name another encoding, or none, and the program decides."},
}


def say(key: str, language: str = "zh-Hans", /, **facts: object) -> str:
    """The sentence of a key in a language, its facts filled in.

    >>> say("gap.mark", "zh-Hant")
    '〔原文此處有缺〕'
    """
    entry = WORDS[key]
    traditional = re.fullmatch("(?i)zh-(hant.*|tw|hk|mo)", language)
    for choice in ("zh-Hant" if traditional else language, "zh-Hans" if language.startswith("zh") else "en"):
        if choice in entry:
            return entry[choice].format(**facts)
    return entry["en"].format(**facts)
