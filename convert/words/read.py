"""What is said to files that cannot be read (读入用语).

A row holds 简体, 繁體 and English; an empty 繁體 is the same as 简体.
"""
from __future__ import annotations

ROWS: dict[str, tuple[str, str, str]] = {
    "read.empty": (
        "{path}：文件是空的，没有可读的内容。请检查拷贝或下载是否完整。",
        "{path}：檔案是空的，沒有可讀的內容。請檢查拷貝或下載是否完整。",
        "{path}: the file is empty. See whether it was copied or downloaded in full."),
    "read.blank": (
        "{path}：文件里只有空白，没有文字。请检查拷贝或下载是否完整。",
        "{path}：檔案裡只有空白，沒有文字。請檢查拷貝或下載是否完整。",
        "{path}: nothing but blanks in this file. See whether it was copied or downloaded in full."),
    "read.export": (
        "{path}：这是 {kind} 文件，不是纯文本。请用相应软件打开，另存为纯文本（UTF-8）再试。",
        "{path}：這是 {kind} 檔案，不是純文字。請用相應軟體開啟，另存為純文字（UTF-8）再試。",
        "{path}: not plain text but {kind}. Open it with its own program and save it as text (UTF-8)."),
    "read.recognise": (
        "{path}：这是 {kind} 图像，不是文本。请先作文字识别（OCR），再用识别所得的文本。",
        "{path}：這是 {kind} 圖像，不是文字。請先作文字辨識（OCR），再用辨識所得的文字。",
        "{path}: not text but a picture ({kind}). Have its text recognised (OCR) and hand that in."),
    "read.unpack": (
        "{path}：这是 {kind} 压缩包，不是文本。请先解压，再用其中的文本文件。",
        "{path}：這是 {kind} 壓縮檔，不是文字。請先解壓縮，再用其中的文字檔。",
        "{path}: not text but an archive ({kind}). Unpack it and hand in the text inside."),
    "read.choose": (
        "{path}：这是 {kind} 文件，其中没有可读的文本。请检查是否选错了文件。",
        "{path}：這是 {kind} 檔案，其中沒有可讀的文字。請檢查是否選錯了檔案。",
        "{path}: not text but {kind}, which holds nothing to read. Is it the file you meant?"),
    "read.controls": (
        "{path}：不像文本，其中有 {n} 个控制字符（二进制文件的特征）。请检查是否选错了文件；"
        "如确是文本，请用 --encoding 指明编码。",
        "{path}：不像文字檔，其中有 {n} 個控制字元（二進位檔案的特徵）。請檢查是否選錯了檔案；"
        "如確是文字，請用 --encoding 指明編碼。",
        "{path}: this looks like a binary file: it holds {n} control codes. Is it the file you meant? "
        "If it is text, name its encoding with --encoding."),
    "read.too_long": (
        "{path}：文件超过 4 GiB，请先分成几个文件。",
        "{path}：檔案超過 4 GiB，請先分成幾個檔案。",
        "{path}: the file is longer than 4 GiB. Split it first."),
    "read.unknown_encoding": (
        "没有名为“{encoding}”的编码，相近的有：{near}。也可以不指定编码，由程序判定。",
        "沒有名為「{encoding}」的編碼，相近的有：{near}。也可以不指定編碼，由程式判定。",
        "There is no encoding called {encoding}. Near it are: {near}. Or name none, and the program decides."),
    "read.undecodable": (
        "{path}：按 {encoding} 有 {n} 处无法解码，第一处在第 {line} 行第 {column} 字"
        "（第 {byte} 字节：{bytes}）。请换一个编码，或不指定编码，由程序判定。",
        "{path}：按 {encoding} 有 {n} 處無法解碼，第一處在第 {line} 行第 {column} 字"
        "（第 {byte} 位元組：{bytes}）。請換一個編碼，或不指定編碼，由程式判定。",
        "{path}: not decodable as {encoding} in {n} place(s), first at line {line}, column {column} "
        "(byte {byte}: {bytes}). Name another encoding, or none, and the program decides."),
    "read.unfit": (
        "{path}：无法按 {encoding} 解码。请换一个编码，或不指定编码，由程序判定。",
        "{path}：無法按 {encoding} 解碼。請換一個編碼，或不指定編碼，由程式判定。",
        "{path}: cannot be decoded as {encoding}. Name another encoding, or none, and the program decides."),
}
