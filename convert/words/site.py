"""What a site says to its visitors and to who publishes it (发行用语): catalogue, titles, devices, feeds, mail.

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""

from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    # catalogue and title pages
    "site.title": ("书目", "書目", "Books"),
    "site.count": ("共 {n} 种", "共 {n} 種", "{n} titles"),
    "site.language": ("中文", "中文", "English"),
    "site.skip": ("跳到正文", "跳到正文", "Skip to the content"),
    "site.newer": ("较新", "較新", "Newer"),
    "site.older": ("较早", "較早", "Older"),
    "site.page": ("第 {n} 页，共 {last} 页", "第 {n} 頁，共 {last} 頁", "Page {n} of {last}"),
    "site.none": ("还没有书。", "還沒有書。", "There are no books yet."),
    "site.cover": ("《{title}》封面", "《{title}》封面", "Cover of {title}"),
    "site.opening": ("开篇", "開篇", "Opening"),
    "site.download": ("下载", "下載", "Download"),
    "site.epub": ("EPUB 电子书", "EPUB 電子書", "EPUB"),
    "site.epub.for": (
        "手机、平板、阅读器：字号随意，可以朗读",
        "手機、平板、閱讀器：字號隨意，可以朗讀",
        "phones, tablets, e-readers; type of any size, read aloud",
    ),
    "site.pdf": ("PDF 印本", "PDF 印本", "PDF"),
    "site.pdf.for": (
        "电脑、大屏阅读器、打印：版面同纸书",
        "電腦、大螢幕閱讀器、列印：版面同紙書",
        "computers, large e-readers, printing; set like a book",
    ),
    "site.pdf.pages": ("{n} 页", "{n} 頁", "{n} pages"),
    "site.digest": ("金句摘要", "金句摘要", "Digest"),
    "site.digest.for": (
        "纯文本：各节最值得引用的话",
        "純文字：各節最值得引用的話",
        "plain text: the most quotable words of each section",
    ),
    "site.scan": ("用手机扫码打开此页", "用手機掃碼開啟此頁", "Scan to open this page on a phone"),
    "site.which": ("我该下载哪个文件？", "我該下載哪個檔案？", "Which file do I want?"),
    "site.which.table": ("设备与文件", "設備與檔案", "Devices and files"),
    "site.file": ("文件", "檔案", "File"),
    "site.steps": ("步骤", "步驟", "Steps"),
    "site.facts": ("书目信息", "書目資料", "About this book"),
    "site.creator": ("作者", "作者", "Author"),
    "site.publisher": ("出版", "出版", "Publisher"),
    "site.date": ("日期", "日期", "Date"),
    "site.source": ("来源", "來源", "Source"),
    "site.rights": ("权利", "權利", "Rights"),
    "site.language.of": ("语言", "語言", "Language"),
    "site.identifier": ("标识", "識別碼", "Identifier"),
    "site.version": ("版次", "版次", "Version"),
    "site.accessibility": ("无障碍", "無障礙", "Accessibility"),
    "site.access.text": (
        "全书文字可由读屏软件朗读，可放大、改色、换字体。",
        "全書文字可由螢幕閱讀軟體朗讀，可放大、改色、換字體。",
        "All text can be read by screen readers, enlarged, recoloured and set in other typefaces.",
    ),
    "site.access.structure": (
        "有目录，各级标题齐全，阅读次序正确。",
        "有目錄，各級標題齊全，閱讀次序正確。",
        "It has contents, headings on all levels and a correct reading order.",
    ),
    "site.access.pages": (
        "有印本页码，可按页跳转。",
        "有印本頁碼，可按頁跳轉。",
        "It has the print edition's page numbers to go by.",
    ),
    "site.access.hazard": (
        "没有闪烁、声响等可致不适的内容。",
        "沒有閃爍、聲響等可致不適的內容。",
        "Nothing in it flashes or sounds.",
    ),
    "site.checksums": ("校验", "校驗", "Checksums"),
    "site.checksums.how": (
        "下载后可在文件所在文件夹运行 sha256sum -c SHA256SUMS 核对。",
        "下載後可在檔案所在資料夾執行 sha256sum -c SHA256SUMS 核對。",
        "To check what you downloaded, run sha256sum -c SHA256SUMS in its folder.",
    ),
    "site.versions": ("版次与变更", "版次與變更", "Versions and changes"),
    "site.versions.first": ("初版。", "初版。", "First version."),
    "site.versions.changes": (
        "与版次 {since} 相比：改 {changed} 段，增 {added} 段，删 {removed} 段。",
        "與版次 {since} 相比：改 {changed} 段，增 {added} 段，刪 {removed} 段。",
        "Against version {since}: {changed} paragraphs changed, {added} added, {removed} removed.",
    ),
    "site.versions.same": ("正文与版次 {since} 相同。", "正文與版次 {since} 相同。", "The text is that of version {since}."),
    "site.versions.more": ("另有 {n} 处未列。", "另有 {n} 處未列。", "{n} more are not listed."),
    "site.now": ("今作", "今作", "now"),
    "site.subscribe": ("订阅", "訂閱", "Feeds"),
    "site.opds": (
        "在 KOReader、Thorium、Aldiko 等阅读软件中添加此书目（OPDS）",
        "在 KOReader、Thorium、Aldiko 等閱讀軟體中新增此書目（OPDS）",
        "Add this catalogue (OPDS) to KOReader, Thorium, Aldiko and other reading apps",
    ),
    "site.opds2": ("OPDS 2.0", "OPDS 2.0", "OPDS 2.0"),
    "site.atom": ("新书消息（Atom）", "新書消息（Atom）", "New releases (Atom)"),
    "site.feed.new": ("新书", "新書", "New releases"),
    "site.feed.new.content": (
        "按发行先后，新的在前；共 {n} 种。",
        "按發行先後，新的在前；共 {n} 種。",
        "Newest first; {n} titles.",
    ),
    "site.feed.all": ("全部", "全部", "All titles"),
    "site.feed.all.content": ("共 {n} 种，一次取全。", "共 {n} 種，一次取全。", "All {n} titles at once."),
    # devices, and how a file gets there
    "device.kindle": ("Kindle", "Kindle", "Kindle"),
    "device.kindle.steps": (
        "下载 EPUB，在 amazon.com/sendtokindle 网页上传；或作附件寄到你的 @kindle.com 邮箱（须先在亚马逊账户里准许寄件地址）。",
        "下載 EPUB，在 amazon.com/sendtokindle 網頁上傳；或作附件寄到你的 @kindle.com 信箱（須先在亞馬遜帳戶裡准許寄件地址）。",
        "Download the EPUB and upload it at amazon.com/sendtokindle, or mail it to your @kindle.com address (first allow "
        "the sender's address in your Amazon account).",
    ),
    "device.apple": ("iPhone、iPad、Mac（图书）", "iPhone、iPad、Mac（書籍）", "iPhone, iPad, Mac (Books)"),
    "device.apple.steps": (
        "在 Safari 中点 EPUB，下载后点开，选“图书”。Mac 上双击文件即可。",
        "在 Safari 中點 EPUB，下載後點開，選「書籍」。Mac 上按兩下檔案即可。",
        "Tap the EPUB in Safari, open the download and choose Books. On a Mac, double-click the file.",
    ),
    "device.kobo": ("Kobo", "Kobo", "Kobo"),
    "device.kobo.steps": (
        "用 USB 线连接电脑，把 EPUB 拷到 Kobo 的盘里，弹出后即入书库。",
        "用 USB 線連接電腦，把 EPUB 拷到 Kobo 的磁碟裡，退出後即入書庫。",
        "Connect it by USB, copy the EPUB onto its drive and eject: it appears in the library.",
    ),
    "device.koreader": ("KOReader", "KOReader", "KOReader"),
    "device.koreader.steps": (
        "在搜索菜单里选“OPDS 书目”，添加本站的 OPDS 地址，即可直接下载。",
        "在搜尋選單裡選「OPDS 書目」，新增本站的 OPDS 位址，即可直接下載。",
        "Choose OPDS catalog in the search menu, add this site's OPDS address and download from there.",
    ),
    "device.weread": ("微信读书", "微信讀書", "WeChat Read (微信读书)"),
    "device.weread.steps": (
        "在电脑上打开 weread.qq.com，登录后用“传书到手机”上传 EPUB；手机上也可下载后选择“用其他应用打开”，选微信读书。",
        "在電腦上開啟 weread.qq.com，登入後用「傳書到手機」上傳 EPUB；手機上也可下載後選擇「用其他應用開啟」，選微信讀書。",
        "Sign in at weread.qq.com on a computer and upload the EPUB; on a phone, open the download with WeChat Read.",
    ),
    "device.duokan": ("多看", "多看", "Duokan (多看)"),
    "device.duokan.steps": (
        "在多看里打开“WiFi 传书”，用电脑浏览器打开所示地址，上传 EPUB；注释可点按弹出。",
        "在多看裡開啟「WiFi 傳書」，用電腦瀏覽器開啟所示位址，上傳 EPUB；註釋可點按彈出。",
        "Open WiFi transfer in Duokan, visit the address it shows in a computer's browser and upload the EPUB; notes pop up.",
    ),
    "device.android": ("安卓手机", "安卓手機", "Android phones"),
    "device.android.steps": (
        "下载 EPUB，用静读天下、Librera、Thorium 等阅读软件打开。",
        "下載 EPUB，用靜讀天下、Librera、Thorium 等閱讀軟體開啟。",
        "Download the EPUB and open it in Moon+ Reader, Librera, Thorium or another reading app.",
    ),
    "device.computer": ("电脑、打印", "電腦、列印", "Computers, printing"),
    "device.computer.steps": (
        "下载 PDF，任何 PDF 软件都能打开；打印时选“实际大小”。读屏用户宜用 EPUB 与 Thorium Reader。",
        "下載 PDF，任何 PDF 軟體都能開啟；列印時選「實際大小」。螢幕閱讀使用者宜用 EPUB 與 Thorium Reader。",
        "Download the PDF and print it at actual size. With a screen reader, prefer the EPUB in Thorium Reader.",
    ),
    # what publishing says
    "site.broken": (
        "{path}：文件已损坏（{why}），没有发行。请重新生成后再发行。",
        "{path}：檔案已損壞（{why}），沒有發行。請重新產生後再發行。",
        "{path} is broken ({why}) and was not published. Build it again, then publish.",
    ),
    "site.cover.unreadable": (
        "{path}：封面图片打不开（{why}）。请换一张 JPEG 或 PNG。",
        "{path}：封面圖片打不開（{why}）。請換一張 JPEG 或 PNG。",
        "{path}: its cover cannot be drawn ({why}). Give a JPEG or PNG.",
    ),
    "site.published": ("已发行", "已發行", "published"),
    "site.unchanged": ("没有变化", "沒有變化", "unchanged"),
    "site.missing": (
        "{name}：缺 {keys}。可在 {file} 的 [edition] 中写明。",
        "{name}：缺 {keys}。可在 {file} 的 [edition] 中寫明。",
        "{name}: {keys} missing. Say so under [edition] in {file}.",
    ),
    "site.same_version": (
        "{name}：版次 {version} 已经发行，而这次的 {files} 与之不同。请改用新版次：--edition-version {next}，"
        '或在 {file} 中写 [edition] version = "{next}"。',
        "{name}：版次 {version} 已經發行，而這次的 {files} 與之不同。請改用新版次：--edition-version {next}，"
        '或在 {file} 中寫 [edition] version = "{next}"。',
        "{name}: version {version} is published already, with another {files}. Give this one a version of its own: "
        '--edition-version {next}, or [edition] version = "{next}" in {file}.',
    ),
    "site.other_book": (
        "{name}：站内已有同名而标识不同的书（《{title}》，{identifier}）。若是同一本书，请在 {file} 中写 "
        '[edition] identifier = "{identifier}"；若不是，请给源文件改名。',
        "{name}：站內已有同名而識別碼不同的書（《{title}》，{identifier}）。若是同一本書，請在 {file} 中寫 "
        '[edition] identifier = "{identifier}"；若不是，請給原始檔改名。',
        "{name}: the site has another book of this name ({title}, {identifier}). If it is the same book, write [edition] "
        'identifier = "{identifier}" into {file}; if not, give the source another name.',
    ),
    "site.bad_version": (
        "版次“{version}”不能用作文件夹名。请只用字母、数字、点、横线，如 1.2。",
        "版次「{version}」不能用作資料夾名。請只用字母、數字、點、橫線，如 1.2。",
        "Version {version} cannot name a folder. Use letters, digits, points and hyphens only, as in 1.2.",
    ),
    "site.not_built": (
        "{path}：里面没有 EPUB。请先运行 convert build，再发行其输出文件夹。",
        "{path}：裡面沒有 EPUB。請先執行 convert build，再發行其輸出資料夾。",
        "{path} holds no EPUB. Run convert build first and name the folder it has made, or name the text itself.",
    ),
    "site.not_site": (
        "{path} 不是发行站文件夹（没有 site.json）。请用空文件夹或新文件夹。",
        "{path} 不是發行站資料夾（沒有 site.json）。請用空資料夾或新資料夾。",
        "{path} is no site of this program (it has no site.json). Name an empty folder or a new one.",
    ),
    "site.base_url": (
        "--base-url {url}：应是网站地址，如 https://books.example/。",
        "--base-url {url}：應是網站位址，如 https://books.example/。",
        "--base-url {url}: an address is wanted, as https://books.example/.",
    ),
    "site.busy": (
        "{path}：另一次发行正在进行。请等它结束再试。",
        "{path}：另一次發行正在進行。請等它結束再試。",
        "{path}: another publication is at work on this site. Wait for it and try again.",
    ),
    "site.no_base": (
        "未给 --base-url：订阅地址是相对的，从磁盘或局域网打开可用；放上网站前请给出网址再发行一次。",
        "未給 --base-url：訂閱位址是相對的，從磁碟或區域網路開啟可用；放上網站前請給出網址再發行一次。",
        "No --base-url: the feeds' addresses are relative. They work from a disk or a local network; before the site goes "
        "onto the web, publish again with its address.",
    ),
    "site.summary": (
        "{site}：{titles} 种书；写入 {written} 个文件，其余 {kept} 个未动。打开 {index}",
        "{site}：{titles} 種書；寫入 {written} 個檔案，其餘 {kept} 個未動。開啟 {index}",
        "{site}: {titles} titles; {written} files written, {kept} left as they were. Open {index}",
    ),
    # what verifying says
    "verify.sound": (
        "{site}：{files} 个文件、{links} 处链接，全部无误。",
        "{site}：{files} 個檔案、{links} 處連結，全部無誤。",
        "{site}: {files} files and {links} links, all sound.",
    ),
    "verify.checksum": ("{path}：与校验值不符。", "{path}：與校驗值不符。", "{path}: not the file its checksum names."),
    "verify.missing": (
        "{path}：列在校验表里，却没有这个文件。",
        "{path}：列在校驗表裡，卻沒有這個檔案。",
        "{path}: listed with a checksum, but not there.",
    ),
    "verify.unlisted": ("{path}：不在校验表里。", "{path}：不在校驗表裡。", "{path}: no checksum is known for it."),
    "verify.link": (
        "{path}：链接 {href} 指向不存在的文件。",
        "{path}：連結 {href} 指向不存在的檔案。",
        "{path}: its link {href} leads to no file.",
    ),
    "verify.length": (
        "{path}：链接 {href} 所写的长度是 {length}，文件是 {size}。",
        "{path}：連結 {href} 所寫的長度是 {length}，檔案是 {size}。",
        "{path}: its link {href} gives a length of {length}; the file has {size}.",
    ),
    "verify.release": ("{path}：读不出发行记录。", "{path}：讀不出發行記錄。", "{path}: no readable record of a release."),
    "verify.unfinished": (
        "上次发行未完成（旧内容仍完整）。再运行一次 convert publish 即可补完。",
        "上次發行未完成（舊內容仍完整）。再執行一次 convert publish 即可補完。",
        "The last publication was interrupted; what stands is whole. Run convert publish again to finish it.",
    ),
    "verify.faults": (
        "{site}：{n} 处有误。请重新发行，或从备份恢复。",
        "{site}：{n} 處有誤。請重新發行，或從備份恢復。",
        "{site}: {n} faults. Publish again, or restore it from a copy.",
    ),
    # serving
    "serve.ready": (
        "{url} 只在本机可见；按 Ctrl-C 结束。",
        "{url} 只在本機可見；按 Ctrl-C 結束。",
        "{url} for this machine alone; Ctrl-C ends.",
    ),
    "serve.ready.lan": (
        "{url} 局域网内可见；OPDS：{opds}；按 Ctrl-C 结束。",
        "{url} 區域網路內可見；OPDS：{opds}；按 Ctrl-C 結束。",
        "{url} for the local network; OPDS: {opds}; Ctrl-C ends.",
    ),
    "serve.port_taken": (
        "端口 {port} 已被占用。请用 --port 另选一个，或用 --port 0 取一个空闲的。",
        "連接埠 {port} 已被占用。請用 --port 另選一個，或用 --port 0 取一個空閒的。",
        "Port {port} is taken. Choose another with --port, or --port 0 for any free one.",
    ),
    "serve.port_forbidden": (
        "没有使用端口 {port} 的权限。请用 --port 选 1024 以上的。",
        "沒有使用連接埠 {port} 的權限。請用 --port 選 1024 以上的。",
        "Port {port} is not allowed to you. Choose one above 1024 with --port.",
    ),
    "serve.no_network": (
        "本机没有连上网络，不能用 --lan。",
        "本機沒有連上網路，不能用 --lan。",
        "This machine is on no network, so --lan cannot be used.",
    ),
    # sending
    "send.address": (
        "--to {to}：不是邮箱地址，应如 name@kindle.com。",
        "--to {to}：不是信箱位址，應如 name@kindle.com。",
        "--to {to}: no mail address; one like name@kindle.com is wanted.",
    ),
    "send.kind": (
        "{path}：只能寄 EPUB、PDF 和纯文本。",
        "{path}：只能寄 EPUB、PDF 和純文字。",
        "{path}: only EPUB, PDF and text files are sent.",
    ),
    "send.language": (
        "{path}：语言是“{language}”，阅读器可能拒收。请在 [edition] language 中写明 zh-Hans 或 zh-Hant。",
        "{path}：語言是「{language}」，閱讀器可能拒收。請在 [edition] language 中寫明 zh-Hans 或 zh-Hant。",
        "{path}: its language is {language}, which a reader may refuse. Set [edition] language to zh-Hans or zh-Hant.",
    ),
    "send.long": (
        "{path}：邮件将有 {size} MB，超过 {most} MB。请改用 convert serve 或发布到网站，或提高 [mail] limit。",
        "{path}：郵件將有 {size} MB，超過 {most} MB。請改用 convert serve 或發布到網站，或提高 [mail] limit。",
        "{path}: the mail would have {size} MB, more than {most}. Use convert serve or a site instead, or raise [mail] limit.",
    ),
    "send.settings": (
        '不知道用哪个邮件服务器。请在 convert.toml 中写：[mail] host = "…"，user = "…"。',
        '不知道用哪個郵件伺服器。請在 convert.toml 中寫：[mail] host = "…"，user = "…"。',
        'No mail server is known. Write into convert.toml: [mail] host = "…" and user = "…".',
    ),
    "send.password": ("{user} 的密码", "{user} 的密碼", "Password of {user}"),
    "send.no_password": (
        "需要邮箱密码。请设环境变量 {name}，或在终端中运行。",
        "需要信箱密碼。請設環境變數 {name}，或在終端機中執行。",
        "The mail server wants a password. Put it into the environment as {name}, or run this in a terminal.",
    ),
    "send.login": (
        "{host}：用户 {user} 的密码不对（{why}）。什么也没有寄出。有的邮箱要用专门的授权码。",
        "{host}：使用者 {user} 的密碼不對（{why}）。什麼也沒有寄出。有的信箱要用專門的授權碼。",
        "{host} does not accept the password of {user} ({why}). Nothing was sent. Some services want an app password.",
    ),
    "send.refused": (
        "{host} 拒收（{why}）。没有寄出；已寄出的记在日志里。",
        "{host} 拒收（{why}）。沒有寄出；已寄出的記在日誌裡。",
        "{host} refused the mail ({why}). It was not sent; what was is in the log.",
    ),
    "send.no_tls": (
        "{host}：服务器不支持加密（STARTTLS），没有寄出。请用 465 端口或另一台服务器。",
        "{host}：伺服器不支援加密（STARTTLS），沒有寄出。請用 465 連接埠或另一台伺服器。",
        "{host} offers no encryption (STARTTLS), so nothing was sent. Use port 465 or another server.",
    ),
    "send.tls": (
        "{host}：无法建立加密连接（{why}），没有寄出。请检查 [mail] host、port 与证书。",
        "{host}：無法建立加密連線（{why}），沒有寄出。請檢查 [mail] host、port 與憑證。",
        "{host}: no encrypted connection ({why}), so nothing was sent. Look at [mail] host, port and certificates.",
    ),
    "send.lost": (
        "{host}：连接不上或中断（{why}）。日志里没有的都未寄出，可以再试。",
        "{host}：連線不上或中斷（{why}）。日誌裡沒有的都未寄出，可以再試。",
        "{host} cannot be reached, or the connection broke ({why}). What is not in the log was not sent; try again.",
    ),
    "send.log": (
        "{path}：寄送日志读不出来。请移走或修好它，以免重复寄送。",
        "{path}：寄送日誌讀不出來。請移走或修好它，以免重複寄送。",
        "{path}: the log of what was sent cannot be read. Move or mend it, so that nobody gets a file twice.",
    ),
    "send.unlogged": (
        "{file} 已寄给 {to}，但记不进 {path}（{why}）。请自己记下，以免重复寄送。",
        "{file} 已寄給 {to}，但記不進 {path}（{why}）。請自己記下，以免重複寄送。",
        "{file} was sent to {to}, but {path} cannot be written ({why}). Note it yourself, so that it is not sent twice.",
    ),
    "send.before": (
        "{file}：{when} 已寄给 {to}，这次不寄。要再寄请加 --again。",
        "{file}：{when} 已寄給 {to}，這次不寄。要再寄請加 --again。",
        "{file} was sent to {to} on {when} and is left out. Send it again with --again.",
    ),
    "send.would": (
        "{file} → {to}：{size} MB，经 {host}:{port}。未寄出（--dry-run）。",
        "{file} → {to}：{size} MB，經 {host}:{port}。未寄出（--dry-run）。",
        "{file} → {to}: {size} MB through {host}:{port}. Not sent (--dry-run).",
    ),
    "send.sent": ("{file} → {to}：已寄出。", "{file} → {to}：已寄出。", "{file} → {to}: sent."),
    "send.body": ("附件是《{title}》（{file}）。", "附件是《{title}》（{file}）。", "Attached: {title} ({file})."),
}
