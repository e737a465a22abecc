"""Evidence (依据): the facts that a pass gives for a repair, kept as key and values, said in any language."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple


class Fact(NamedTuple):
    """One fact: its key below, and the values it is about."""

    key: str
    values: tuple[tuple[str, str], ...]

    def say(self, language: str = "zh-Hans") -> str:
        """The fact as a sentence.

        >>> fact("spans", word="中国", gain="7.0").say("en")
        '中国 spans the break (gain 7.0)'
        """
        if language.startswith("zh-Hant"):
            return self._in_traditional()
        which = 0 if language.startswith("zh") else 1
        values = {k: WHAT[v][which] if k in ("what", "sign") else v for k, v in self.values}
        return FACTS[self.key][which].format(**values)

    def _in_traditional(self) -> str:
        """The sentence in 繁體; what it quotes from a text keeps its script."""
        turn = _traditional().convert
        values = {k: turn(WHAT[v][0]) if k in ("what", "sign") else v for k, v in self.values}
        return str(turn(FACTS[self.key][0])).translate(CORNERED).format(**values)


CORNERED = str.maketrans("“”‘’", "「」『』")


@lru_cache(maxsize=1)
def _traditional() -> Any:
    import opencc

    return opencc.OpenCC("s2t")


def fact(key: str, **values: object) -> Fact:
    """A fact with its values; an unknown key is a fault of the program and raises KeyError at once."""
    FACTS[key]
    return Fact(key, tuple((k, str(v)) for k, v in values.items()))


FACTS: dict[str, tuple[str, str]] = {
    # reading
    "byte-order-mark": (
        "文件以 {encoding} 的字节顺序标记开头",
        "the file begins with the byte-order mark of {encoding}",
    ),
    "encoding-told": ("编者指定按 {encoding} 解码", "the editor has named the encoding {encoding}"),
    "reads-as": (
        "全文按 {encoding} 解码：{bad} 处无法解码，非西文字符中常用字占 {share}%",
        "read whole as {encoding}: {bad} undecodable, {share}% of what is not ASCII is frequent in Chinese",
    ),
    "ascii-only": ("全文按 {encoding} 解码：全是西文字符", "read whole as {encoding}: nothing but ASCII"),
    # repeats
    "copy": ("与前一句逐字相同，是第 {n} 次出现", "copy {n} of the sentence right before it, word for word"),
    "same-paragraph": ("与前一段逐字相同", "the paragraph before is the same, word for word"),
    # jumps
    "continues-on": (
        "转至第 {page} 版，续文不在本文中",
        "the article continues on page {page}, which this text does not hold",
    ),
    "continues-from": ("接自第 {page} 版", "the article continues from page {page}"),
    "continued-below": ("转至第 {page} 版，续文在后面", "the article continues on page {page}, which stands below"),
    "continues-here": ("接自第 {page} 版，前文在本文前面", "the article continues from page {page}, which stands above"),
    "title-again": ("续文之上重印了题目“{title}”", "its title is printed again above the rest: “{title}”"),
    "page-line": ("版头，与前面的“{words}”只差数字", "a page's own line, the same as “{words}” but for its numbers"),
    "caption-between": ("图说插在一段的两半之间", "the caption stands between two halves of one paragraph"),
    "caption-twice": ("图说“{words}……”前已有，逐字相同", "the caption “{words}…” stands above already, word for word"),
    # wraps
    "wrapped-at": (
        "全文按 {columns} 列硬换行（{share} 的行到此宽度），本行已满",
        "the text is broken into lines of {columns} columns ({share} of the lines reach it), and this one is full",
    ),
    "wrapped-here": (
        "连续 {n} 行都在 {columns} 列上下断开，句子未完",
        "{n} lines on end break at about {columns} columns with the sentence open",
    ),
    "paragraphs-marked": (
        "本文段首另有缩进或空行，下一行没有",
        "paragraphs here begin with an indent or a blank line, and the next line has neither",
    ),
    "not-closed": ("行末“{mark}”处话没有说完", "the line ends in {mark}, with the sentence still open"),
    # sites, watermarks, contents
    "site-words": ("是站点用语：{words}", "it speaks for a site: {words}"),
    "site-address": ("含网址", "it holds an address"),
    "site-at-work": ("全文另有站点附加文字", "other lines of this text speak for a site too"),
    "site-hidden": ("网址用形近字母写成", "it holds an address in look-alike letters"),
    "stands-together": ("“{words}”在本文别处连写", "elsewhere in this text {words} stand together"),
    "versions": ("与前一段几乎相同（“{words}……”）：是两个本子", "nearly the paragraph before ({words}…): two versions of one"),
    "inside-words": ("有 {n} 处插在词的中间，如“{word}”", "in {n} places it stands inside a word, such as {word}"),
    "recurs": ("全文出现 {n} 次（数字不计）", "it stands {n} times in the text, digits aside"),
    "at-the-edge": ("在全文首尾", "it stands at the text's edge"),
    "prefixes": ("{of} 个章题中 {n} 个前面都有", "it stands before {n} of {of} chapter headings"),
    "contents-return": ("目录共 {n} 行，各条在正文中都再次出现", "{n} lines of contents, each of which comes back in the text"),
    "sentence-lines": ("全文一句一行，段落另有{sign}标出", "every line is one sentence, and {sign} marks the paragraphs"),
    # furniture, glued, copies
    "folio": ("页码 {n}，全文 {count} 个页码依次递增", "folio {n}; {count} folios count up through the text"),
    "line-numbers": ("行号：每 {step} 行一个，共 {n} 个", "line numbers: one every {step} lines, {n} in all"),
    "at-page": (
        "都在换页处：紧邻页码、换页符，或把段落截断",
        "it stands where pages end: beside a folio or form feed, or inside a paragraph",
    ),
    "page-cuts": (
        "换页处话没有说完，下一行也没有段首缩进",
        "the sentence is open where the page ends, and the next line has no indent",
    ),
    "boxed": ("{n} 行文字由线框围住", "{n} line(s) framed by box characters"),
    "number-fits": (
        "章次正好补上：前为 {before}，此为 {number}，后为 {after}",
        "its number fits: {before} before, {number} here, {after} behind",
    ),
    "name-fits": ("“{name}”自成一题，全文另有标题", "{name} is a heading of its own, as others here are"),
    "label-opens": ("“{label}”在全文 {n} 处开始一段发言", "“{label}” opens {n} speeches"),
    "label-behind": ("其后紧接提问者，全文 {n} 处如此", "a questioner follows on the same line, as in {n} places"),
    "crosshead-fits": (
        "{of} 问中有 {n} 问前有插题，此处的插题粘在上一段末尾",
        "{n} of {of} questions have a crosshead; this one's hangs on the paragraph before",
    ),
    "indent-inside": ("一行之内有 {n} 处段首缩进", "the one line holds {n} paragraph indents"),
    "chapter-twice": (
        "《{heading}》前已有，{share} 的文字逐段相同",
        "“{heading}” stands above already; {share} of its words are the same, paragraph for paragraph",
    ),
    "passage-twice": (
        "连续 {n} 段与前文“{words}……”以下逐字相同",
        "{n} paragraphs on end repeat those from “{words}…” on, word for word",
    ),
    # cuts
    "opens-nothing": (
        "下一段以“{mark}”开头，这样的标点不会开始一段",
        "the next block begins with {mark}, which begins no paragraph",
    ),
    "spans": ("断处两边合成一词：{word}（增益 {gain}）", "{word} spans the break (gain {gain})"),
    "ends-in": ("前一段以“{mark}”结尾，话没有说完", "the block ends in {mark}"),
    "same-speaker": ("同一人的话仍在继续", "the same speaker goes on"),
    "no-indent": (
        "下一段没有本文段首惯有的 {columns} 格缩进",
        "the next block lacks the usual indent of {columns} columns",
    ),
    "open-end": ("前一段没有句末标点：……{left}｜{right}……", "the block ends without a full stop: …{left} | {right}…"),
    "clings": ("下一段以“{words}”开头，不会另起一段", "the next block begins with {words}, which begins no sentence"),
    "number-cut": ("数字与其后文被断开", "a number is cut from what follows it"),
    "bracket-closes": ("前一段未闭合的{mark}在下一段闭合", "{mark} opens in the first half and closes in the second"),
    "form-feed": ("两段之间是换页符", "a form feed stands between the two"),
    "might-span": (
        "连起来可成“{word}”，但把握不大（增益 {gain}）",
        "{word} would span the break, with little gain ({gain})",
    ),
    # gaps
    "breaks-off": ("段落在“……{words}”处中断", "the paragraph breaks off at “…{words}”"),
    "followed-by": ("其后是{what}", "what follows is {what}"),
    "text-ends": ("全文到此为止", "the text ends there"),
    "share-ended": ("本文 {share} 的段落有句末标点", "{share} of the paragraphs here end in a full stop"),
    # moves
    "belongs": (
        "用词更近缺文所在的《{heading}》一节（近似增益 {gain}，次优 {second}）",
        "its words are nearer to the section with the gap, “{heading}” (gain {gain}, next best {second})",
    ),
    "stands-under": (
        "现居《{heading}》一节之末，共 {count} 段",
        "it stands at the end of “{heading}”, {count} paragraph(s)",
    ),
    # wording
    "frame": (
        "“为……{frame}”后面又接“{noun}”：缺字，或两种说法混在一起",
        "the frame “为……{frame}” runs into {noun}: words are missing or two sayings are crossed",
    ),
    "region": (
        "地区名后只有“国”，或脱“家”字",
        "a region's name is followed by 国 alone; 国家 has perhaps lost its second character",
    ),
    "lookalike": ("“高”不接这样的宾语，或为“搞”字之误", "高 before such an object is probably 搞 (look-alike)"),
    "echo": ("“{noun}”在前后两句里都出现，其一或为误植", "{noun} stands in both clauses: one of the two may be a slip"),
    "month": (
        "电头日期是 {day} 日，却把“本月初”说成将来",
        "the piece is dated the {day}th, yet speaks of the beginning of the month as to come",
    ),
    "minority": (
        "全文“{rare}”{few} 处，“{common}”{many} 处",
        "{rare} {few} time(s), {common} {many} times in this text",
    ),
    "phrase": ("成语写作“{phrase}”，此处有一字之误", "the phrase is written {phrase}; one character differs here"),
    "no-partner": ("“{mark}”在本段没有相配的另一半", "{mark} has no partner in its paragraph"),
    "double-mark": ("标点重复", "the mark stands twice"),
    # single characters
    "misread": (
        "{right} 的字节被当作 {wrong} 读入；按 {right} 重读，一个字节也不缺",
        "bytes of {right} were read as {wrong}; read as {right} again, not one is missing",
    ),
    "misread-lost": (
        "{right} 的字节被当作 {wrong} 读入，其中有的已经丢失或无法划界",
        "bytes of {right} were read as {wrong}; some are lost, or it is not plain where they end",
    ),
    "misread-throughout": ("全文都是这样误读的", "the whole text was misread so"),
    "half-a-character": (
        "GB 18030 的字节丢了一个，其后每个字都由前后两字的各一半拼成",
        "a byte of GB 18030 was lost, and each character behind it is made of halves of two others",
    ),
    "unreadable": (
        "常用字只占 {share}，像是乱码，但按任何编码都读不通",
        "everyday characters are only {share}: it looks like mojibake, yet no encoding makes sense of it",
    ),
    "replaced-twice": (
        "“{words}”是替代符 U+FFFD 又被误读的样子：原文在此已失",
        "“{words}” is what becomes of the replacement character: the text was lost before",
    ),
    "unwritten": ("“{words}”是程序未写入内存的样子：原文在此已失", "“{words}” is memory that was never written to: text is lost"),
    "prints-nothing": ("{names}，共 {n} 个，在文中不起作用", "{names}, {n} in all, without effect in a text"),
    "speaks-of-tags": (
        "全文共有 {n} 处标签或实体，但它讲的就是网页，应是有意写出的",
        "there are {n} tags and entities, but the text speaks of web pages: they seem to be meant",
    ),
    "stands-for": ("“{entity}”是网页里代替字符的写法", "“{entity}” is how a web page writes a character"),
    "tag": ("“{tag}”是网页的标签，不是正文", "“{tag}” is a tag of a web page and no part of the text"),
    "picture": ("句中的图片多半代替一个字，图已不存：{tag}", "a picture in a sentence stood for a character, and is gone: {tag}"),
    "spread": ("整行逐字隔开，间距相等", "every character of the line stands apart, at equal distances"),
    "spread-label": ("回目的序号被空格隔开", "spaces part the number of a heading"),
    "parts-word": ("空格把“{word}”一词隔开", "the space parts the word {word}"),
    "strays": ("全文句中空格 {found} 处，{n} 处把词隔开", "of {found} spaces inside sentences {n} part words"),
    "may-be-lost": (
        "句中空格，不在词内：可能多余，也可能是所缺之字",
        "a space that parts no word: a stray, or a character that is lost",
    ),
    "between-han": (
        "两旁都是汉字或中文标点；全文另有全角标点 {wide} 处",
        "Han or Chinese marks on both sides; the text has {wide} full-width marks besides",
    ),
    "asks-nothing": (
        "句中没有疑问词：问号可能代替了一个缺字",
        "the clause asks nothing: the mark may stand for a character that is lost",
    ),
    "radical": ("{code} 是部首，行文用的是{char}字", "{code} is a radical; words are written with {char}"),
    "table": ("{code} 是私用码位，{table} 已为此字定码", "{code} is private, and {table} has given the character a place"),
    "private": (
        "{code} 是私用码位，没有公认的字，全文 {n} 处：照原样保留",
        "{code} is private, and no table says what it is; {n} in this text, all kept",
    ),
    "private-kinds": (
        "另有 {kinds} 种私用码位，共 {n} 处：照原样保留",
        "{kinds} more kinds of private characters, {n} in all, are kept",
    ),
    "paired": ("本段直引号 {n} 个，左右相配", "the {n} straight quotes of the paragraph pair exactly"),
    "unpaired": ("本段直引号 {n} 个，左右不能相配", "the {n} straight quotes of the paragraph do not pair"),
    # decisions
    "collides": ("与同一遍里前面的修补相交，暂存", "it collides with an earlier repair of the same pass"),
    "rejected": ("编者不采纳", "the editor has rejected it"),
    "edited": ("编者所改", "the editor's own words"),
    "accepted": ("编者采纳", "the editor has accepted it"),
}
WHAT = {
    "indent": ("段首缩进", "an indent"),
    "blank": ("空行", "a blank line"),
    "head": ("标题", "a heading"),
    "turn": ("另一人的话", "another speaker"),
    "caption": ("图说", "a caption"),
    "dateline": ("电头", "a dateline"),
    "jump": ("转版", "a jump line"),
    "title": ("题目", "a title"),
    "subhead": ("标题", "a heading"),
    "break": ("分隔", "a break"),
}
