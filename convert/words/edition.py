"""What editions say of themselves (书中用语): contents, notes, apparatus, colophon, gaps; and what printing finds wrong.

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""
from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    "print.contents": ("目　录", "目　錄", "Contents"),
    "print.date": ("{y}年{m}月{d}日", "", "{y}-{m:02}-{d:02}"),
    "print.missing": (
        "字体里没有“{char}”（U+{code}），印作〓；{place}。请用 [print.fonts] 指定有此字的字体。",
        "字型裡沒有「{char}」（U+{code}），印作〓；{place}。請用 [print.fonts] 指定有此字的字型。",
        "No font has {char} (U+{code}), so 〓 is printed; {place}. Name a font that has it under [print.fonts]."),
    "print.more": ("同类另有 {n} 字", "同類另有 {n} 字", "{n} more such characters"),
    "place": ("原稿第 {line} 行第 {column} 字", "", "line {line}, column {column} of the source"),
    "place.unknown": ("不在原稿中", "", "not in the source"),
    "refuse.paper_small": (
        "开本 {paper} 太小：版心只容 {chars} 字 × {lines} 行，至少要 12 字 × 8 行。",
        "開本 {paper} 太小：版心只容 {chars} 字 × {lines} 行，至少要 12 字 × 8 行。",
        "The paper {paper} is too small: it holds {chars} characters by {lines} lines, and 12 by 8 is the least."),
    "refuse.paper_large": (
        "{where}开本 {paper} 太大：PDF 的页面每边至多 {most} 毫米。",
        "{where}開本 {paper} 太大：PDF 的頁面每邊至多 {most} 毫米。",
        "{where}the paper {paper} is too large: a side of a PDF's page has {most} mm at most."),
    "refuse.theme_token": (
        "版式 {theme}：--{token} 的值 {value} 不是以 pt 为单位的长度。",
        "版式 {theme}：--{token} 的值 {value} 不是以 pt 為單位的長度。",
        "Theme {theme}: --{token} is {value}, which is no length in pt."),
    "refuse.font": (
        "{where}找不到字体文件 {path}（用作 {family}）。", "{where}找不到字型檔 {path}（用作 {family}）。",
        "{where}the font file {path} (for {family}) is not there."),
    "refuse.font_kind": (
        "{where}{path}（用作 {family}）不是字体文件。请用 TrueType 或 OpenType 字体（.ttf、.otf、.ttc）。",
        "{where}{path}（用作 {family}）不是字型檔。請用 TrueType 或 OpenType 字型（.ttf、.otf、.ttc）。",
        "{where}{path} (for {family}) is no font. Name a TrueType or OpenType file (.ttf, .otf, .ttc)."),
    "refuse.font_embedding": (
        "{path}（用作 {family}）的字体许可不准嵌入或裁剪。请换一款字体，或不用 --fonts。",
        "{path}（用作 {family}）的字型授權不准嵌入或裁剪。請換一款字型，或不用 --fonts。",
        "The licence of the font {path} (for {family}) forbids embedding or cutting it down. Name another, or omit --fonts."),
    # notes
    "note.figure": ("原稿此处有图，图未得，仅存图说。", "原稿此處有圖，圖未得，僅存圖說。",
                    "The source had a picture here; only its caption remains."),
    "note.same": ("下同。", "", "The same holds below."),
    # apparatus
    "apparatus": ("校勘记", "校勘記", "Apparatus"),
    "apparatus.intro": (
        "本版据原稿整理。凡改动文字或次序之处，分类记于下，先出本书中的位置，次记原稿如何、今作如何及其依据。",
        "本版據原稿整理。凡改動文字或次序之處，分類記於下，先出本書中的位置，次記原稿如何、今作如何及其依據。",
        "This edition is made from the source. What was changed in its words or their order stands below by kind: first the "
        "place in this book, then what stood, what stands, and why."),
    "apparatus.group": ("{kind}　{n} 处", "{kind}　{n} 處", "{kind} · {n}"),
    "apparatus.repeated": ("“{before}”重出，删。", "「{before}」重出，刪。", "“{before}” stood again and is left out."),
    "apparatus.next": ("”“", "」「", "”, “"),
    "apparatus.removed": ("原有“{before}”，今删。", "原有「{before}」，今刪。", "“{before}” stood here and is left out."),
    "apparatus.added": ("原无“{after}”，今补。", "原無「{after}」，今補。", "“{after}” did not stand here and is supplied."),
    "apparatus.changed": ("原作“{before}”，今作“{after}”。", "原作「{before}」，今作「{after}」。",
                          "“{before}” stood; “{after}” stands."),
    "apparatus.moved": ("“{before}”一段（共 {n} 字）原在别处，今移于此。", "「{before}」一段（共 {n} 字）原在別處，今移於此。",
                        "“{before}” ({n} characters) stood elsewhere and is moved here."),
    "apparatus.gap": ("此处中断，补“{after}”为标，缺文未补。", "此處中斷，補「{after}」為標，缺文未補。",
                      "The text breaks off here; “{after}” marks the place, and nothing was supplied."),
    "apparatus.joined": ("“{left}”与“{right}”原分作两段，今接排。", "「{left}」與「{right}」原分作兩段，今接排。",
                         "“{left}” and “{right}” were parted and are joined."),
    "apparatus.times": ("（凡 {n} 处）", "（凡 {n} 處）", " ({n} times)"),
    "apparatus.why": ("依据：{facts}。", "依據：{facts}。", "Evidence: {facts}."),
    "apparatus.and": ("；", "", "; "),
    "apparatus.more": ("同类另有 {n} 处，从略。", "同類另有 {n} 處，從略。", "{n} more of this kind are not listed."),
    "apparatus.layout": ("另有不改文字的接排：{kinds}。", "", "Joined without change of words: {kinds}."),
    "apparatus.held": ("另有 {n} 处存疑，原文未改。", "另有 {n} 處存疑，原文未改。",
                       "{n} further doubts were left as they stand."),
    "apparatus.kind.wording": ("改字", "", "wording"),
    "apparatus.front": ("书首", "書首", "Opening"),
    # colophon
    "colophon": ("版本记录", "版本記錄", "Colophon"),
    "colophon.title": ("书名", "書名", "Title"),
    "colophon.creator": ("作者", "", "Author"),
    "colophon.publisher": ("出版", "", "Publisher"),
    "colophon.source": ("来源", "來源", "Source"),
    "colophon.file": ("原稿", "", "Copy"),
    "colophon.date": ("日期", "", "Date"),
    "colophon.version": ("版次", "", "Edition"),
    "colophon.made": ("制作", "製作", "Made with"),
    "colophon.script": ("字形", "", "Script"),
    "colophon.turned": ("由原稿逐字转换（OpenCC {table}），用词未改", "由原稿逐字轉換（OpenCC {table}），用詞未改",
                        "turned from the source's, character by character (OpenCC {table}); wording unchanged"),
    "colophon.faces": ("字体", "字型", "Typefaces"),
    "colophon.repairs": ("修补", "修補", "Repairs"),
    "colophon.rights": ("权利", "權利", "Rights"),
    "colophon.copy": ("{name}（{encoding}）", "", "{name} ({encoding})"),
    "colophon.nth": ("第 {version} 版", "", "{version}"),
    "colophon.maker": ("刊行（kanxing）{version}", "", "kanxing {version}"),
    "colophon.default_faces": ("思源宋体、思源黑体（SIL OFL）", "思源宋體、思源黑體（SIL OFL）",
                               "Noto Serif SC, Noto Sans SC (SIL OFL)"),
    "colophon.unreadable": ("；无法辨认之字 {n} 个，印作□", "；無法辨認之字 {n} 個，印作□",
                            "; {n} unreadable characters are printed as □"),
    "colophon.counts": ("改正 {applied} 处，存疑 {held} 处，缺文 {gaps} 处", "改正 {applied} 處，存疑 {held} 處，缺文 {gaps} 處",
                        "{applied} applied, {held} doubts left, {gaps} gaps"),
    # gaps: the marks that stand in a text, and what is known of the loss
    "gap.mark": ("〔原文此处有缺〕", "〔原文此處有缺〕", "〔原文此处有缺〕"),
    "gap.ending": (
        "原文在此中断，下文已失，未作补充。", "原文在此中斷，下文已失，未作補充。",
        "The source breaks off here; the rest of the sentence is lost and has not been guessed."),
    "gap.character": (
        "原文此处的字无法辨认。", "原文此處的字無法辨認。", "The source is unreadable here."),
}
