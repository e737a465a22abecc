"""What reports say (报告用语): the repairs, their page, the summary of a run.

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""
from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    # the report of repairs
    "explain.title": (
        "{name} · {encoding} · 修补 {n} 处：已改 {applied}，待定 {held}",
        "{name} · {encoding} · 修補 {n} 處：已改 {applied}，待定 {held}",
        "{name} · {encoding} · {n} repairs: {applied} applied, {held} held"),
    "explain.none": ("没有发现需要修补之处。", "沒有發現需要修補之處。", "Nothing was found that needs repair."),
    "explain.none_such": ("没有符合条件的修补。", "沒有符合條件的修補。", "There are no repairs of this sort."),
    "explain.group": (
        "{kind}（{key}）· {n} 处：已改 {applied}，待定 {held}",
        "{kind}（{key}）· {n} 處：已改 {applied}，待定 {held}",
        "{kind} ({key}) · {n}: {applied} applied, {held} held"),
    "explain.more": (
        "  另有 {n} 处，--kind {key} 或 --all 可见全部",
        "  另有 {n} 處，--kind {key} 或 --all 可見全部",
        "  {n} more: shown with --kind {key} or --all"),
    "explain.place": ("第 {line} 行第 {column} 字", "", "line {line}, column {column}"),
    "explain.applied": ("已改", "", "applied"),
    "explain.held": ("待定", "", "held"),
    "explain.before": ("改前", "", "before"),
    "explain.after": ("改后", "改後", "after"),
    "explain.source": ("原文", "", "source"),
    "explain.target": ("移至", "", "moved to"),
    "explain.why": ("依据", "依據", "because"),
    "explain.nothing": ("（无）", "（無）", "(nothing)"),
    "explain.removed": ("（删去）", "（刪去）", "(removed)"),
    "explain.unmet": (
        "以下编号在设置中列出，却不对应任何修补：{ids}",
        "以下編號在設定中列出，卻不對應任何修補：{ids}",
        "These ids stand in the settings and belong to no repair: {ids}"),
    "explain.decide": (
        "要采纳或拒绝，把编号写入 {file} 的 [clean] accept 或 reject。",
        "要採納或拒絕，把編號寫入 {file} 的 [clean] accept 或 reject。",
        "To accept or reject a repair, write its id into {file} under [clean] accept or reject."),
    "confidence.certain": ("确定", "確定", "certain"),
    "confidence.probable": ("很可能", "", "probable"),
    "confidence.possible": ("可能", "", "possible"),
    "kind.repeat": ("衍文", "", "repeated words"),
    "kind.jump": ("转版", "轉版", "jump line"),
    "kind.cut": ("断段", "斷段", "cut paragraph"),
    "kind.gap": ("缺文", "", "lost text"),
    "kind.move": ("错位", "錯位", "moved passage"),
    "kind.wrap": ("硬换行", "硬換行", "hard-wrapped line"),
    "kind.site": ("站点附加文字", "站點附加文字", "site's own line"),
    "kind.watermark": ("水印", "", "watermark"),
    "kind.furniture": ("书眉页码", "書眉頁碼", "page furniture"),
    "kind.box": ("框线", "框線", "boxed title"),
    "kind.contents": ("原目录", "原目錄", "printed contents"),
    "kind.glued": ("标题粘连", "標題粘連", "glued heading"),
    "kind.copy": ("重章重段", "", "second copy"),
    "kind.wording": ("存疑", "", "doubtful wording"),
    # the same report as a page
    "page.title": ("{name} · 修补对照", "{name} · 修補對照", "{name} · repairs side by side"),
    "page.source": ("原稿", "", "Source"),
    "page.repaired": ("修补稿", "修補稿", "Repaired"),
    "page.only": ("只看有改动之处", "只看有改動之處", "only what has changed"),
    "page.same": ("未动 {n} 段", "未動 {n} 段", "{n} paragraphs unchanged"),
    "page.moved_to": ("此段移至下文 {mark}", "此段移至下文 {mark}", "this passage goes to {mark}"),
    "page.moved_from": ("此段由 {mark} 移来", "此段由 {mark} 移來", "this passage comes from {mark}"),
    "page.note": (
        "编号可写入 {file} 的 [clean] accept 或 reject，重新生成后生效。",
        "編號可寫入 {file} 的 [clean] accept 或 reject，重新生成後生效。",
        "Ids can be written into {file} under [clean] accept or reject; they hold from the next run on."),
    # the summary of a run
    "sum.encoding": ("编码", "編碼", "encoding"),
    "sum.title": ("书名", "書名", "title"),
    "sum.creator": ("作者", "", "creator"),
    "sum.date": ("日期", "", "date"),
    "sum.sections": ("篇章", "", "sections"),
    "sum.repairs": ("修补", "修補", "repairs"),
    "sum.characters": ("字数", "字數", "characters"),
    "sum.read": ("原稿 {n}", "", "{n} read"),
    "sum.kept": ("保留 {n}", "", "{n} kept"),
    "sum.removed": ("删去 {n}", "刪去 {n}", "{n} removed"),
    "sum.added": ("补入 {n}", "補入 {n}", "{n} added"),
    "sum.now": ("今存 {n}（空白不计）", "今存 {n}（空白不計）", "{n} now (white space not counted)"),
    "sum.much": (
        "删去了原稿的 {share:.0%}，请用 convert explain 核对",
        "刪去了原稿的 {share:.0%}，請用 convert explain 核對",
        "{share:.0%} of the source was removed: look at convert explain"),
    "sum.unbalanced": (
        "字数账不平：有字增减而无记录，这是程序之过，请连同文本报告",
        "字數帳不平：有字增減而無記錄，這是程式之過，請連同文本報告",
        "the account of characters does not balance: some came or went without a record. Please report it with the text"),
    "sum.gaps": ("缺文", "", "gaps"),
    "sum.files": ("成品", "", "files"),
    "sum.warning": ("注意", "", "warning"),
    "sum.missing": (
        '未见。请写入 {file}：[edition] {key} = "…"',
        '未見。請寫入 {file}：[edition] {key} = "…"',
        'not found. Write it into {file}: [edition] {key} = "…"'),
    "sum.missing_title": (
        '未见，暂以文件名“{name}”为题。请写入 {file}：[edition] title = "…"',
        '未見，暫以檔名「{name}」為題。請寫入 {file}：[edition] title = "…"',
        "not found; the file's name {name!r} stands in. Write it into {file}: [edition] title = \"…\""),
    "sum.applied": ("已改 {n}", "", "{n} applied"),
    "sum.held": ("待定 {n}", "", "{n} held"),
    "sum.none": ("无", "無", "none"),
    "sum.unmet": (
        "{file} 中的编号 {ids} 不对应任何修补",
        "{file} 中的編號 {ids} 不對應任何修補",
        "the ids {ids} in {file} belong to no repair"),
    "sum.beyond": (
        "此文损坏过重，恐不能稳妥修补，请先找更好的底本：{facts}",
        "此文損壞過重，恐不能穩妥修補，請先找更好的底本：{facts}",
        "this text looks beyond safe repair; look for a better copy first: {facts}"),
    "sum.lost": (
        "每千字有 {n:.1f} 字无法辨认",
        "每千字有 {n:.1f} 字無法辨認",
        "{n:.1f} unreadable characters in 1,000"),
    "sum.garbled": ("{n:.0%} 的行是乱码", "{n:.0%} 的行是亂碼", "{n:.0%} of the lines are mojibake"),
    "sum.doubtful": (
        "每千字有 {n:.1f} 处待定",
        "每千字有 {n:.1f} 處待定",
        "{n:.1f} held repairs in 1,000 characters"),
    "sum.done": ("完成", "", "done"),
    "sum.failed": ("未成", "", "failed"),
    "sum.skipped": ("跳过", "跳過", "skipped"),
    "sum.total": (
        "共 {n} 种：完成 {done}，跳过 {skipped}，未成 {failed}",
        "共 {n} 種：完成 {done}，跳過 {skipped}，未成 {failed}",
        "{n} sources: {done} done, {skipped} skipped, {failed} failed"),
    "step.read": ("读入", "讀入", "reading"),
    "step.clean": ("修补", "修補", "repairing"),
    "step.parse": ("分析", "分析", "parsing"),
    "step.pdf": ("排 PDF", "", "setting the PDF"),
    "step.epub": ("制 EPUB", "製 EPUB", "making the EPUB"),
    "step.digest": ("选金句", "選金句", "choosing quotes"),
    "step.write": ("写入", "寫入", "writing"),
}
WORDS = {key: {"zh-Hans": hans, "zh-Hant": hant or hans, "en": en} for key, (hans, hant, en) in ROWS.items()}
