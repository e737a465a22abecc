"""What the EPUB says (电子书用语): its parts, its accessibility, what is wrong with a cover.

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""
from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    "epub.cover": ("封面", "封面", "Cover"),
    "epub.cover.alt": (
        "封面：{words}", "封面：{words}", "Cover: {words}"),
    "epub.titlepage": ("扉页", "扉頁", "Title page"),
    "epub.toc": ("目录", "目錄", "Contents"),
    "epub.landmarks": ("导览", "導覽", "Landmarks"),
    "epub.pages": ("印本页码", "印本頁碼", "Pages of the print edition"),
    "epub.bodymatter": ("正文", "正文", "Text"),
    "epub.backmatter": ("附录", "附錄", "Back matter"),
    "epub.goes_on": ("{title}（续）", "{title}（續）", "{title} (continued)"),
    "epub.group": ("第 {first}—{last} 篇", "", "{first}–{last}"),
    "epub.notes": ("注释", "註釋", "Notes"),
    "epub.summary": (
        "本书以文字为主，可换字体、字号、配色与版式，可由朗读软件通读；"
        "目录、标题层级与各部分的语义标记齐全，阅读次序与原文一致。",
        "本書以文字為主，可換字體、字號、配色與版式，可由朗讀軟體通讀；"
        "目錄、標題層級與各部分的語意標記齊全，閱讀次序與原文一致。",
        "The book is text: typeface, size, colours and layout may be changed and it can be read aloud. Contents, "
        "heading levels and the parts' semantics are complete; the reading order is that of the source."),
    "epub.summary.pages": (
        "页码与印本逐页对应。", "頁碼與印本逐頁對應。",
        "Its page numbers are those of the print edition."),
    "epub.summary.pictures": (
        "书中图片 {count} 幅，均以图说作替代文字，未另作详细描述。",
        "書中圖片 {count} 幅，均以圖說作替代文字，未另作詳細描述。",
        "Its {count} pictures have their captions as text alternatives and no longer description."),
    "epub.summary.gaps": ("已知不足：{gaps}。", "已知不足：{gaps}。", "Known gaps: {gaps}."),
    "epub.gap.lost": (
        "原稿图片 {count} 幅未得，仅存图说", "原稿圖片 {count} 幅未得，僅存圖說",
        "{count} pictures of the source are lost, only their captions remain"),
    "epub.gap.gaps": (
        "原文有缺 {count} 处，均在文中标明，未作补充", "原文有缺 {count} 處，均在文中標明，未作補充",
        "the source is incomplete in {count} places, each marked in the text and not guessed"),
    "epub.gap.unjudged": (
        "未经人工无障碍评测", "未經人工無障礙評測",
        "no person has evaluated the book's accessibility"),
    "epub.gap.separator": ("；", "；", "; "),
    "cover.unknown": (
        "封面字体缺字：{chars}。请在 [edition] cover 中另给封面图片。",
        "封面字體缺字：{chars}。請在 [edition] cover 中另給封面圖片。",
        "The cover's typeface lacks {chars}; name a picture of your own under [edition] cover."),
    "cover.small": (
        "封面 {path} 太小（{width} × {height} 像素）：高不足 1000 像素，在书架上会模糊。",
        "封面 {path} 太小（{width} × {height} 像素）：高不足 1000 像素，在書架上會模糊。",
        "The cover {path} is small ({width} × {height} pixels): below 1000 pixels of height it will be blurred."),
    "cover.large": (
        "封面 {path} 太大（{width} × {height} 像素）：超过 560 万像素，有的阅读器不显示。",
        "封面 {path} 太大（{width} × {height} 像素）：超過 560 萬像素，有的閱讀器不顯示。",
        "The cover {path} is large ({width} × {height} pixels): some readers show none above 5.6 million pixels."),
    "cover.wide": (
        "封面 {path} 不是竖幅（{width} × {height} 像素），书架上会留白。",
        "封面 {path} 不是直幅（{width} × {height} 像素），書架上會留白。",
        "The cover {path} is not upright ({width} × {height} pixels) and will leave the shelf's frame half empty."),
    "refuse.cover_kind": (
        "封面 {path} 须是 JPEG 或 PNG：别的图片有的阅读器不显示。",
        "封面 {path} 須是 JPEG 或 PNG：別的圖片有的閱讀器不顯示。",
        "The cover {path} must be a JPEG or PNG: some readers show no other."),
    "refuse.cover_broken": (
        "封面 {path} 打不开：图片已损坏。请换一幅。", "封面 {path} 打不開：圖片已損壞。請換一幅。",
        "The cover {path} cannot be opened: the picture is broken. Name another."),
    "refuse.cover_colours": (
        "封面 {path} 是印刷用的 CMYK 颜色，阅读器会显示错。请另存为 RGB。",
        "封面 {path} 是印刷用的 CMYK 顏色，閱讀器會顯示錯。請另存為 RGB。",
        "The cover {path} is in CMYK, the colours of a printing press, which readers show wrongly. Save it as RGB."),
}
