"""What the editor's desk says (裁定用语): its questions, its keys; what is said of decisions and pictures that miss.

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""
from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    # one question
    "review.count": ("第 {n} 处，共 {of} 处", "第 {n} 處，共 {of} 處", "{n} of {of}"),
    "review.gap": ("此处文字已失", "此處文字已失", "words are lost here"),
    "review.proposal": ("拟改", "擬改", "proposed"),
    "review.doubt": ("只指出可疑，没有拟改", "只指出可疑，沒有擬改", "a doubt alone: nothing is proposed"),
    # keys, each with the word on it
    "review.accept": ("采纳", "採納", "accept"),
    "review.reject": ("不采纳，照原文", "不採納，照原文", "reject, as the source has it"),
    "review.edit": ("自己写", "自己寫", "type the words"),
    "review.skip": ("先放着", "先放著", "skip"),
    "review.undo": ("撤回", "", "undo"),
    "review.quit": ("退出", "", "quit"),
    "review.accept_kind": ("这一类全采纳", "這一類全採納", "accept all of this kind"),
    "review.reject_kind": ("这一类全不采纳", "這一類全不採納", "reject all of this kind"),
    "review.what": ("请按 {keys} 之一", "請按 {keys} 之一", "press one of {keys}"),
    "review.nothing_proposed": (
        "这里没有拟改可采纳：照原文按 r，自己写按 e。", "這裡沒有擬改可採納：照原文按 r，自己寫按 e。",
        "nothing is proposed here: press r to keep the source, e to type the words."),
    "review.passage": (
        "整段移动，不能在这里改字：按 a 采纳，按 r 不采纳。", "整段移動，不能在這裡改字：按 a 採納，按 r 不採納。",
        "a whole passage moves, and its words cannot be changed here: press a to accept, r to reject."),
    "review.nothing_to_undo": ("没有可撤回的", "沒有可撤回的", "there is nothing to undo"),
    "review.type": ("写下“{words}”处应有的字（空行作罢）：", "寫下「{words}」處應有的字（空行作罷）：",
                    "What should stand instead of “{words}”? (empty: never mind) "),
    "review.type_here": (
        "写下此处应有的字（空行作罢）：", "寫下此處應有的字（空行作罷）：", "What should stand here? (empty: never mind) "),
    "review.type_gap": (
        "写下所缺的字（空行作罢）：", "寫下所缺的字（空行作罷）：", "The words that are lost (empty: never mind): "),
    "review.unreadable_words": (
        "这些字读不出来，请再写一次。", "這些字讀不出來，請再寫一次。", "these words cannot be read; type them again."),
    # what was answered
    "review.accepted": ("已采纳", "已採納", "accepted"),
    "review.rejected": ("照原文", "", "as the source has it"),
    "review.edited": ("编者作“{words}”", "編者作「{words}」", "the editor has “{words}”"),
    "review.skipped": ("先放着", "先放著", "skipped"),
    "review.undone": ("已撤回 {n} 处", "已撤回 {n} 處", "{n} taken back"),
    "review.many": ("{kind}：{n} 处", "{kind}：{n} 處", "{kind}: {n}"),
    # beginning and end
    "review.begin": (
        "{name}：待定 {n} 处。每答一处即写入 {file}，随时可停。",
        "{name}：待定 {n} 處。每答一處即寫入 {file}，隨時可停。",
        "{name}: {n} held. Each answer is written into {file} at once; stop whenever you like."),
    "review.none": ("{name}：没有待定之处。", "{name}：沒有待定之處。", "{name}: nothing is held."),
    "review.again": (
        "裁定之后又见 {n} 处新的疑点。", "裁定之後又見 {n} 處新的疑點。", "With these decisions {n} new doubts have come up."),
    "review.end": (
        "采纳 {accepted}，照原文 {rejected}，编者所写 {edited}，未定 {open}。都在 {file} 里。",
        "採納 {accepted}，照原文 {rejected}，編者所寫 {edited}，未定 {open}。都在 {file} 裡。",
        "{accepted} accepted, {rejected} as the source has it, {edited} in the editor's words, {open} left open. All in {file}."),
    "review.next": ("要成书：{command}", "要成書：{command}", "To make the editions: {command}"),
    "refuse.no_terminal": (
        "convert review 要在终端里一问一答，这里没有终端。请改用 convert explain {path} --held 查看待定之处，"
        "把编号写入 {file} 的 [clean] accept 或 reject。",
        "convert review 要在終端機裡一問一答，這裡沒有終端機。請改用 convert explain {path} --held 查看待定之處，"
        "把編號寫入 {file} 的 [clean] accept 或 reject。",
        "convert review asks its questions in a terminal, and there is none here. See what is held with convert explain {path} "
        "--held, and write ids into {file} under [clean] accept or reject."),
    "refuse.review_stdin": (
        "convert review 不能读标准输入：裁定要写在原稿旁边。请先存成文件。",
        "convert review 不能讀標準輸入：裁定要寫在原稿旁邊。請先存成檔案。",
        "convert review cannot read standard input: decisions stand beside the source. Save it as a file first."),
    "refuse.decisions_unwritable": (
        "{path}：写不进去（{why}）。请用 --decisions 文件.toml 把裁定写在别处，以后各命令也加上它。",
        "{path}：寫不進去（{why}）。請用 --decisions 檔案.toml 把裁定寫在別處，以後各指令也加上它。",
        "{path}: cannot be written ({why}). Put the decisions elsewhere with --decisions FILE.toml, and name it to the other "
        "commands too."),
    "refuse.decisions_layout": (
        "{path}：[clean] 的写法使程序无法保全其余内容。请把它写成 [clean] 一节（accept、reject）和 [clean.edit] 一节再试。",
        "{path}：[clean] 的寫法使程式無法保全其餘內容。請把它寫成 [clean] 一節（accept、reject）和 [clean.edit] 一節再試。",
        "{path}: its [clean] is written in a way that cannot be added to safely. Write it as one table [clean] (accept, reject) "
        "and one table [clean.edit], and try again."),
    # decisions that met nothing
    "unmet.id": ("编号 {words} 不对应任何修补。", "編號 {words} 不對應任何修補。", "the id {words} belongs to no repair."),
    "unmet.line": ("文中没有“{words}”这一行。", "文中沒有「{words}」這一行。", "the text has no line “{words}”."),
    "unmet.speaker": (
        "文中没有以“{words}：”开头的话。", "文中沒有以「{words}：」開頭的話。", "no line of the text begins with “{words}：”."),
    "unmet.near": ("最相近的是“{near}”。", "最相近的是「{near}」。", " The nearest is “{near}”."),
    # what the editor has put in, as the book tells of it
    "apparatus.kind.edited": ("编者所改", "編者所改", "in the editor's words"),
    "apparatus.edited": ("原作“{before}”，编者作“{after}”。", "原作「{before}」，編者作「{after}」。",
                         "“{before}” stood; the editor has “{after}”."),
    "apparatus.supplied": ("原文此处有缺，“{after}”为编者所补。", "原文此處有缺，「{after}」為編者所補。",
                           "Words are lost here; “{after}” is supplied by the editor."),
    "apparatus.put": ("“{after}”为编者所加。", "「{after}」為編者所加。", "“{after}” is put in by the editor."),
    # pictures
    "epub.summary.described": (
        "书中图片 {count} 幅，均有替代文字。", "書中圖片 {count} 幅，均有替代文字。",
        "Its {count} pictures all have text alternatives."),
    "refuse.figure": (
        "{where}图片“{caption}”缺 {key}。请写：file = \"图片文件\"，alt = \"图中所见\"，另可写 credit = \"出处\"。",
        "{where}圖片「{caption}」缺 {key}。請寫：file = \"圖片檔\"，alt = \"圖中所見\"，另可寫 credit = \"出處\"。",
        "{where}the picture “{caption}” lacks its {key}. Write file = \"the file\", alt = \"what it shows\", and credit = "
        "\"whence it comes\" if you like."),
    "refuse.figure_kind": (
        "{where}{path} 不是 JPEG 或 PNG 图片。请转存为其中一种。",
        "{where}{path} 不是 JPEG 或 PNG 圖片。請轉存為其中一種。",
        "{where}{path} is no JPEG and no PNG. Save it as one of them."),
    "refuse.figure_broken": (
        "{where}{path} 是坏的或不完整的图片。请检查拷贝或下载是否完整。",
        "{where}{path} 是壞的或不完整的圖片。請檢查拷貝或下載是否完整。",
        "{where}{path} is a broken or incomplete picture. See whether it was copied or downloaded in full."),
    "refuse.figure_large": (
        "{where}{path} 太大（{width} × {height} 像素，{size:.1f} MB）：至多 {pixels} 百万像素、{most} MB。请缩小再试。",
        "{where}{path} 太大（{width} × {height} 像素，{size:.1f} MB）：至多 {pixels} 百萬像素、{most} MB。請縮小再試。",
        "{where}{path} is too large ({width} × {height} pixels, {size:.1f} MB): {pixels} million pixels and {most} MB are the "
        "most that reading systems open. Scale it down."),
}
