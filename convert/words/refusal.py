"""What the program says to what it cannot use (拒收用语): what is wrong, where, what to do.

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""
from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    # refusals: what is wrong, where, what to do
    "refuse.missing": (
        "{path}：没有这个文件。请检查文件名和所在文件夹。",
        "{path}：沒有這個檔案。請檢查檔名和所在資料夾。",
        "{path}: there is no such file. Look at the spelling and the folder."),
    "refuse.missing_near": (
        "{path}：没有这个文件。是不是 {near}？",
        "{path}：沒有這個檔案。是不是 {near}？",
        "{path}: there is no such file. Did you mean {near}?"),
    "refuse.picture": (
        "{path}：电子书不能收这种图片。请改用 JPEG、PNG、GIF、WebP 或 SVG。",
        "{path}：電子書不能收這種圖片。請改用 JPEG、PNG、GIF、WebP 或 SVG。",
        "{path}: an EPUB cannot hold a picture of this kind. Use JPEG, PNG, GIF, WebP or SVG."),
    "refuse.permission": (
        "{path}：没有权限。请检查文件及其文件夹的读写权限，或用 -o 另选位置。",
        "{path}：沒有權限。請檢查檔案及其資料夾的讀寫權限，或用 -o 另選位置。",
        "{path}: permission denied. Look at the permissions of the file and its folder, or choose another place "
        "with -o."),
    "refuse.folder": (
        "{path} 是文件夹，此处要的是文件。",
        "{path} 是資料夾，此處要的是檔案。",
        "{path} is a folder; a file is wanted here."),
    "refuse.folder_source": (
        "{path} 是文件夹。请给出其中的文件，或用 convert build 处理整个文件夹。",
        "{path} 是資料夾。請給出其中的檔案，或用 convert build 處理整個資料夾。",
        "{path} is a folder. Name the files in it, or use convert build, which takes whole folders."),
    "refuse.settings_source": (
        "{path} 是设置文件，不是文本。请给出它所属的文本。",
        "{path} 是設定檔，不是文本。請給出它所屬的文本。",
        "{path} holds settings and is no text. Name the text that it belongs to."),
    "refuse.settings_source_near": (
        "{path} 是设置文件，不是文本。是不是 {near}？",
        "{path} 是設定檔，不是文本。是不是 {near}？",
        "{path} holds settings and is no text. Did you mean {near}?"),
    "refuse.not_folder": (
        "{path}：路径中有一段不是文件夹。",
        "{path}：路徑中有一段不是資料夾。",
        "{path}: a part of this path is no folder."),
    "refuse.full": (
        "{path}：磁盘已满，什么也没有写入。请腾出空间后重试。",
        "{path}：磁碟已滿，什麼也沒有寫入。請騰出空間後重試。",
        "{path}: the disk is full. Nothing was written; make room and try again."),
    "refuse.read_only": (
        "{path}：此处只读。请用 -o 另选位置。",
        "{path}：此處唯讀。請用 -o 另選位置。",
        "{path}: this place is read-only. Choose another with -o."),
    "refuse.long_name": (
        "{path}：文件名太长。请用 -o 另取一个。",
        "{path}：檔名太長。請用 -o 另取一個。",
        "{path}: this name is too long. Choose another with -o."),
    "refuse.system": ("{path}：{why}", "", "{path}: {why}"),
    "refuse.overwrite": (
        "{path}：这样会覆盖 {kept}，那是交来的原件。请用 -o 另选文件名。",
        "{path}：這樣會覆蓋 {kept}，那是交來的原件。請用 -o 另選檔名。",
        "{path}: this would overwrite {kept}, which was handed in. Choose another name with -o."),
    "refuse.empty_folder": (
        "{path}：文件夹里没有文本文件。",
        "{path}：資料夾裡沒有文字檔。",
        "{path}: there is no text file in this folder."),
    "refuse.same_name": (
        "{first} 和 {second} 的成品会同名（{name}）。请改名，或分两次处理。",
        "{first} 和 {second} 的成品會同名（{name}）。請改名，或分兩次處理。",
        "{first} and {second} would both become {name}. Rename one, or convert them one at a time with -o."),
    "refuse.one_output": (
        "-o {path} 只容一个来源，这里给了 {n} 个。请逐个处理，或不用 -o。",
        "-o {path} 只容一個來源，這裡給了 {n} 個。請逐個處理，或不用 -o。",
        "-o {path} holds one source, and {n} were given. Convert them one at a time, or leave -o out."),
    "refuse.build_output": (
        "convert build 写出多个文件，-o 须是文件夹，不能是 {path}。",
        "convert build 寫出多個檔案，-o 須是資料夾，不能是 {path}。",
        "convert build writes several files: -o must name a folder, not {path}."),
    "refuse.stdin_twice": (
        "标准输入（-）只能读一次。",
        "標準輸入（-）只能讀一次。",
        "Standard input (-) can be read only once."),
    "refuse.outside": (
        "{path}：不在原稿所在文件夹之内。引用的文件必须放在 {folder} 里。",
        "{path}：不在原稿所在資料夾之內。引用的檔案必須放在 {folder} 裡。",
        "{path}: stands outside the source's folder. Files that a book refers to must lie in {folder}."),
    "refuse.key": (
        "{where}没有“{key}”这项设置。可用的有：{known}。",
        "{where}沒有「{key}」這項設定。可用的有：{known}。",
        "{where}there is no setting {key}. There are: {known}."),
    "refuse.key_near": (
        "{where}没有“{key}”这项设置。是不是 {near}？",
        "{where}沒有「{key}」這項設定。是不是 {near}？",
        "{where}there is no setting {key}. Did you mean {near}?"),
    "refuse.choice": (
        "{where}{key} 不能是“{value}”。可选：{choices}。",
        "{where}{key} 不能是「{value}」。可選：{choices}。",
        "{where}{key} cannot be {value!r}. There are: {choices}."),
    "refuse.choice_near": (
        "{where}{key} 不能是“{value}”。是不是 {near}？可选：{choices}。",
        "{where}{key} 不能是「{value}」。是不是 {near}？可選：{choices}。",
        "{where}{key} cannot be {value!r}. Did you mean {near}? There are: {choices}."),
    "refuse.article": (
        "{where}没有哪一篇叫“{wanted}”。文中各篇：{articles}",
        "{where}沒有哪一篇叫「{wanted}」。文中各篇：{articles}",
        "{where}no article is called {wanted!r}. The file holds: {articles}"),
    "refuse.articles": (
        "{where}“{wanted}”不止一篇。用编号指明：{articles}",
        "{where}「{wanted}」不止一篇。用編號指明：{articles}",
        "{where}{wanted!r} names more than one article. Say which by its number: {articles}"),
    "refuse.one_article": (
        "{where}这个文件只有一篇，无从选取“{wanted}”。",
        "{where}這個檔案只有一篇，無從選取「{wanted}」。",
        "{where}the file holds one article only, so {wanted!r} cannot be chosen from it."),
    "refuse.date": (
        "{where}{key} 不是日期：“{value}”。请写成 2026-03-08、2026-03、2026，或“丙午年春”这样的话。",
        "{where}{key} 不是日期：「{value}」。請寫成 2026-03-08、2026-03、2026，或「丙午年春」這樣的話。",
        "{where}{key} is no date: {value!r}. Write it as 2026-03-08, 2026-03 or 2026, or in words with 年."),
    "refuse.language": (
        "{where}{key} 不是语言代码：“{value}”。例如 zh-Hans、zh-Hant。",
        "{where}{key} 不是語言代碼：「{value}」。例如 zh-Hans、zh-Hant。",
        "{where}{key} is no language tag: {value!r}. Examples are zh-Hans and zh-Hant."),
    "refuse.number": (
        "{where}{key} 须是 {low} 到 {high} 的整数，不能是 {value}。",
        "{where}{key} 須是 {low} 到 {high} 的整數，不能是 {value}。",
        "{where}{key} must be a whole number from {low} to {high}, not {value}."),
    "refuse.value_str": (
        "{where}{key} 须是一段文字，写在引号里。",
        "{where}{key} 須是一段文字，寫在引號裡。",
        "{where}{key} must be a text in quotation marks, not {value}."),
    "refuse.value_tuple": (
        '{where}{key} 须是一组文字，例如 ["甲", "乙"]。',
        '{where}{key} 須是一組文字，例如 ["甲", "乙"]。',
        '{where}{key} must be a list of texts, such as ["甲", "乙"], not {value}.'),
    "refuse.value_dict": (
        "{where}{key} 须是一张表，每行一个 编号 = “文字”。",
        "{where}{key} 須是一張表，每行一個 編號 = 「文字」。",
        '{where}{key} must be a table of lines id = "text", not {value}.'),
    "refuse.value_bool": (
        "{where}{key} 须是 true 或 false。", "{where}{key} 須是 true 或 false。",
        "{where}{key} must be true or false, not {value}."),
    "refuse.setting": (
        "--set {value}：请写成 表.键=值，例如 edition.title=书名。",
        "--set {value}：請寫成 表.鍵=值，例如 edition.title=書名。",
        "--set {value}: write it as table.key=value, such as edition.title=书名."),
    "refuse.toml": (
        "{path}，第 {line} 行：不合 TOML 语法：{why}。",
        "{path}，第 {line} 行：不合 TOML 語法：{why}。",
        "{path}, line {line}: this is not TOML: {why}."),
    "refuse.settings_encoding": (
        "{path}：设置文件须以 UTF-8 保存。",
        "{path}：設定檔須以 UTF-8 儲存。",
        "{path}: a settings file must be saved as UTF-8."),
    "refuse.settings_unreadable": (
        "{path}：读不到设置文件：{why}。",
        "{path}：讀不到設定檔：{why}。",
        "{path}: this settings file cannot be read: {why}."),
    "refuse.epoch": (
        "SOURCE_DATE_EPOCH 须是自 1970 年起的秒数，不能是“{value}”。",
        "SOURCE_DATE_EPOCH 須是自 1970 年起的秒數，不能是「{value}」。",
        "SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {value!r}."),
    "refuse.fault": (
        "{path}：程序自身出错（{why}），并非文本之过。请连同文本一并报告；设 CONVERT_DEBUG=1 可见细节。",
        "{path}：程式自身出錯（{why}），並非文本之過。請連同文本一併報告；設 CONVERT_DEBUG=1 可見細節。",
        "{path}: a fault of the program, not of the text ({why}). Please report it with the text; "
        "CONVERT_DEBUG=1 shows the details."),
}
