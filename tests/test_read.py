"""Reading: what decides the encoding, where every character comes from, what is refused and how."""
from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.read import READERS, ReadError, read, undecodable
from convert.read.encoding import CANDIDATES
from convert.read.refuse import SIGNATURES, kind
from convert.settings import ReadSettings
from convert.text import Text
from convert.words import WORDS

SIMPLE = ("修桥的老人说：“桥墩是三十年前打下的，水位一年比一年高。”\r\n"
          "第二天清早，我们沿着河岸走了十里路，没有看见一条船。\r\n")
TRADITIONAL = ("修橋的老人說：「橋墩是三十年前打下的，水位一年比一年高。」\r\n"
               "第二天清早，我們沿著河岸走了十里路，沒有看見一條船。\r\n")
CLASSICAL = "有客自東海來，問於漁者曰：「潮信可知乎？」漁者曰：「月之所在，潮之所向也，何難知之有？」\n"
TEXTS = {"simplified": SIMPLE, "traditional": TRADITIONAL, "classical": CLASSICAL}
PAIRS = [(name, codec) for name in TEXTS for codec in CANDIDATES if not (name == "simplified" and codec == "big5hkscs")]
HEADER = "Content-Type: text/plain; charset=unknown\r\n"


def forced(encoding: str) -> ReadSettings:
    return ReadSettings(encoding=encoding)


def holds(text: Text) -> None:
    """Origins lie in the file, go on, leave out nothing but a byte-order mark; good ones decode to theirs."""
    raw, codec = text.source.raw, text.source.encoding
    skip = text.starts[0]
    assert text.starts.typecode == text.ends.typecode == "I"
    assert len(text.starts) == len(text.ends) == len(text)
    assert skip == 0 or raw[:skip] in {codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\x84\x31\x95\x33"}
    assert text.ends[-1] == len(raw)
    assert text.chars == raw[skip:].decode(codec, "replace")
    lost = set(undecodable(text))
    begin = done = skip
    good, before = "", (skip, skip)
    for i, (start, end) in enumerate(zip(text.starts, text.ends, strict=True)):
        assert end > start
        assert start == done or (start, end) == before      # the second character of one unit
        if i in lost:
            assert raw[begin:start].decode(codec) == good
            good, begin = "", end
        else:
            good += text.chars[i]
        done, before = end, (start, end)
    assert raw[begin:].decode(codec) == good


@pytest.mark.parametrize(("name", "codec"), PAIRS)
@pytest.mark.parametrize("header", ["", HEADER * 40])
def test_every_encoding_is_recognised(name: str, codec: str, header: str) -> None:
    chars = header + TEXTS[name]
    text = read(chars.encode(codec), name)
    assert (text.source.encoding, text.chars) == (codec, chars)
    assert text.source.evidence


@pytest.mark.parametrize(("name", "codec"), PAIRS)
def test_a_few_words_in_a_long_file_of_english_decide(name: str, codec: str) -> None:
    text = read((HEADER * 2500 + TEXTS[name] + HEADER * 4500).encode(codec), name)
    assert TEXTS[name] in text.chars


@pytest.mark.parametrize(("name", "codec"), PAIRS)
def test_one_spoiled_byte_vetoes_nothing(name: str, codec: str) -> None:
    good = (TEXTS[name] * 3).encode(codec)
    for at in range(len(good) // 2, len(good) // 2 + 12):
        text = read(good[:at] + b"\xff" + good[at + 1:], name)
        assert text.source.encoding == codec
        holds(text)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "gb18030"])
def test_a_byte_order_mark_decides_and_is_no_character(codec: str) -> None:
    text = read(("\ufeff" + SIMPLE).encode(codec), "marked")
    assert (text.source.encoding, text.chars) == (codec, SIMPLE)
    assert text.starts[0] == len("\ufeff".encode(codec))
    assert text.source.evidence[0].key == "byte-order-mark"


def test_a_mark_that_the_file_belies() -> None:
    text = read(codecs.BOM_UTF8 + SIMPLE.encode("gb18030"), "belied")
    assert (text.source.encoding, text.chars) == ("gb18030", SIMPLE)


def test_few_accented_letters_do_not_make_it_chinese() -> None:
    assert read("The café · a naïve façade".encode(), "latin").source.encoding == "utf-8"


def test_undecodable_units_keep_their_bytes() -> None:
    text = read("船".encode() + b"\xe8\x88" + "到岸".encode() * 9 + b"\xff", "spoiled")
    assert text.chars == "船\ufffd" + "到岸" * 9 + "\ufffd"
    assert [(text.starts[i], text.ends[i]) for i in undecodable(text)] == [(3, 5), (59, 60)]


def test_a_replacement_character_of_the_file_is_a_character() -> None:
    text = read("船到\ufffd岸".encode() * 5, "lossy")
    assert text.chars.count("\ufffd") == 5
    assert undecodable(text) == []


def test_two_characters_of_one_unit_share_its_bytes() -> None:
    text = read(b"A\x88\x62B", "hkscs", settings=forced("big5"))
    assert text.chars == "A\u00ca\u0304B"
    assert (list(text.starts), list(text.ends)) == ([0, 1, 1, 3], [1, 3, 3, 4])


def test_line_ends_stay() -> None:
    assert read("一\r\n二\r三\n四\f五\u2028六".encode(), "ends").chars == "一\r\n二\r三\n四\f五\u2028六"


def test_a_million_characters_on_one_line() -> None:
    text = read(("水位一年比一年高，" * 111_112).encode("gb18030"), "long")
    assert len(text) > 1_000_000
    assert text.ends[-1] == len(text.source.raw)


@pytest.mark.parametrize("codec", CANDIDATES)
@given(parts=st.lists(st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\ufeff")), st.binary(max_size=6),
    st.sampled_from([SIMPLE, CLASSICAL, "𠀀𪚥", "Ê̄"])), min_size=1))
def test_origins(codec: str, parts: list[str | bytes]) -> None:
    raw = b"".join(p if isinstance(p, bytes) else p.encode(codec, "ignore") for p in parts)
    try:
        text = read(raw, "law")
    except ReadError:
        return
    holds(text)


@given(raw=st.binary(min_size=1, max_size=60))
@pytest.mark.parametrize("codec", ["big5hkscs", "gb18030"])
def test_units_of_any_bytes(codec: str, raw: bytes) -> None:
    good = raw.decode(codec, "ignore").encode(codec)
    if good.decode(codec).strip() and kind(good) is None:
        holds(read(good, "units", settings=forced(codec)))


@pytest.mark.parametrize(("asked", "codec"), [
    ("GBK", "gb18030"), ("gb2312", "gb18030"), ("国标", "gb18030"), ("Big5", "big5hkscs"), ("UTF8", "utf-8"),
    ("utf_8_sig", "utf-8"), ("unicode", "utf-16-le"), ("utf-16be", "utf-16-be"), ("hz", "hz"), ("cp950", "cp950"),
    ("shift_jis", "shift_jis"), ("utf-7", "utf-7"), ("utf-32", "utf-32-le")])
def test_an_encoding_by_any_of_its_names(asked: str, codec: str) -> None:
    chars = "木船到岸，水位高。\r\n"
    text = read(chars.encode(codec), "told", settings=forced(asked))
    assert (text.source.encoding, text.chars) == (codec, chars)
    assert text.source.evidence[0].key == "encoding-told"
    assert text.ends[-1] == len(text.source.raw)
    assert all(a <= b for a, b in zip(text.starts, text.ends, strict=True))


def refusal(raw: bytes, encoding: str | None = None, path: str = "in/a.txt") -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(raw, "a", Path(path), ReadSettings(encoding=encoding))
    return caught.value


def test_undecodable_under_a_named_encoding() -> None:
    refused = refusal("一\n二".encode() + b"\xff\xfe", "utf-8")
    assert refused.key == "read.undecodable"
    assert refused.facts == {
        "path": Path("in/a.txt"), "encoding": "utf-8", "n": 2, "line": 2, "column": 2, "byte": 7, "bytes": "FF"}


@pytest.mark.parametrize(("asked", "near"), [("uft-8", "utf-8"), ("gb13080", "gb18030"), ("big-5", "big5")])
def test_an_unknown_encoding_offers_the_nearest(asked: str, near: str) -> None:
    refused = refusal(b"abc", asked)
    assert refused.key == "read.unknown_encoding"
    assert near in str(refused.facts["near"]).split(", ")


@pytest.mark.parametrize("asked", ["base64", "rot13", "idna", "undefined", "a\0b", "zzz"])
def test_what_is_no_encoding_of_text(asked: str) -> None:
    assert refusal(b"abc", asked).key == "read.unknown_encoding"


BINARIES = [
    (b"%PDF-1.7\n", "PDF"), (b"PK\x03\x04rest", "ZIP"), (b"PK\x03\x04....mimetypeapplication/epub+zip", "EPUB"),
    (b"PK\x03\x04.[Content_Types].xml..word/document.xml", "DOCX"), (b"Rar!\x1a\x07\x01\0", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"GIF89a", "GIF"),
    (b"RIFF\x10\0\0\0WEBPVP8 ", "WebP"), (b"ID3\x03\0", "MP3"), (b"\x7fELF\x02", "ELF"), (b"\x1f\x8b\x08", "gzip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"), (b"SQLite format 3\0", "SQLite"), (b"{\\rtf1", "RTF"),
    (b"\0" * 60 + b"BOOKMOBI", "MOBI"), (b"\0\0\0\x20ftypisom", "MP4")]


@pytest.mark.parametrize(("raw", "kind"), BINARIES)
def test_binaries_are_called_by_their_names(raw: bytes, kind: str) -> None:
    refused = refusal(raw + bytes(range(256)))
    assert kind in str(refused.facts["kind"])
    assert all(kind in refused.say(language) and "in/a.txt" in refused.say(language) for language in ("zh-Hans", "en"))


@pytest.mark.parametrize("raw", [bytes(range(256)) * 4, bytes(100), b"\x03\0\0\0\x07\0\0\0" * 30])
def test_other_binaries_are_refused_too(raw: bytes) -> None:
    assert refusal(raw).key == "read.controls"


@pytest.mark.parametrize(("raw", "key"), [
    (b"", "read.empty"), (codecs.BOM_UTF8, "read.blank"), (b" \r\n\t\n", "read.blank")])
def test_nothing_to_read(raw: bytes, key: str) -> None:
    assert refusal(raw).key == key


def test_a_few_control_codes_are_no_binary() -> None:
    assert read((SIMPLE + "\x1a").encode("gb18030"), "dos").chars[-1] == "\x1a"
    assert "\0" in read((SIMPLE + "\0" + SIMPLE).encode(), "nul").chars


def test_every_refusal_has_its_words() -> None:
    keys = {"read." + advice for _, _, advice in SIGNATURES}
    keys |= {"read." + k for k in (
        "empty", "blank", "controls", "too_long", "unknown_encoding", "undecodable", "unfit")}
    assert all({"zh-Hans", "zh-Hant", "en"} <= WORDS[k].keys() for k in keys)


def test_a_suffix_unknown_is_plain_text() -> None:
    assert read(b"abc", "a", Path("a.unheard")).chars == read(b"abc", "a", Path("a.TXT")).chars == "abc"
    assert ".txt" in READERS
