"""Text read in a wrong encoding (乱码): stretches of it, or a whole file, as ``damage`` lays it."""

from __future__ import annotations

from collections.abc import Callable

from damage import LOST, Cell, Sheet


def sloppy_1252(raw: bytes) -> str:
    """Bytes as Windows-1252, the five places that it leaves open as Latin-1."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in raw)


def torn_gbk(raw: bytes) -> tuple[str, list[int]]:
    """Bytes as Windows reads GBK, and which of them are lost: what is no pair, but a lone 0x80 is the euro sign."""
    out, lost, at = "", list[int](), 0
    while True:
        try:
            return out + raw[at:].decode("gb18030"), lost
        except UnicodeDecodeError as error:
            bad = at + error.start
            out += raw[at:bad].decode("gb18030") + ("€" if raw[bad] == 0x80 else LOST)
            lost += [bad] if raw[bad] != 0x80 else []
            at = bad + 1


def as_gbk(raw: bytes) -> str:
    """The same, where no byte is lost."""
    words, lost = torn_gbk(raw)
    if lost:
        raise UnicodeDecodeError("gbk", raw, lost[0], lost[0] + 1, "no pair")
    return words


WRONG: dict[str, Callable[[str], str]] = {
    "utf8-as-gbk": lambda s: as_gbk(s.encode()),
    "utf8-as-latin1": lambda s: s.encode().decode("latin-1"),
    "utf8-as-1252": lambda s: sloppy_1252(s.encode()),
    "gbk-as-latin1": lambda s: s.encode("gb18030").decode("latin-1"),
}


def mojibake(page: Sheet, rate: float) -> None:
    """Stretches of a paragraph, or all of it, read in a wrong encoding; every one can be turned back exactly."""
    wrong = WRONG[page.rng.choice(sorted(WRONG))]
    for i in page.chance(page.bodies(24), rate, 3):
        cells = page.blocks[i].cells
        for _ in range(20):
            whole = page.rng.random() < 0.4
            a = 0 if whole else page.rng.randint(0, len(cells) - 20)
            b = len(cells) if whole else page.rng.randint(a + 12, min(len(cells), a + 80))
            words = "".join(c.clean for c in cells[a:b])
            try:
                garbled = wrong(words)
            except UnicodeDecodeError:
                continue
            if "\n" not in garbled and "€" not in garbled:
                page.blocks[i].cells = [*cells[:a], Cell(garbled, words, page.fault("mojibake")), *cells[b:]]
                break


def _lost(line: list[Cell], torn: list[int]) -> frozenset[int]:
    """Of the clean characters of a line: those that were lost before, and those of which one of the ``torn`` bytes is part."""
    out: set[int] = set()
    size = place = 0
    for cell in line:
        end = size + len(cell.damaged.encode())
        gone = range(len(cell.clean)) if any(size <= byte < end for byte in torn) else cell.lost
        out.update(place + i for i in gone)
        size, place = end, place + len(cell.clean)
    return frozenset(out)


def _whole(page: Sheet, wrong: str) -> Callable[[list[Cell]], list[Cell]]:
    """Every line of the file read in a wrong encoding; a line that cannot be turned back is a fault of another kind."""

    def read_wrongly(cells: list[Cell]) -> list[Cell]:
        out: list[Cell] = []
        line: list[Cell] = []
        for cell in cells:
            if "\n" not in cell.damaged:
                line.append(cell)
                continue
            if line:
                was, right = "".join(c.damaged for c in line), "".join(c.clean for c in line)
                try:
                    out.append(Cell(WRONG[wrong](was), right, page.fault("mojibake-file"), _lost(line, [])))
                except UnicodeDecodeError:
                    words, torn = torn_gbk(was.encode())
                    out.append(Cell(words, right, page.fault("mojibake-lossy"), _lost(line, torn)))
            out.append(cell)
            line = []
        return out

    return read_wrongly


def file_as_latin1(page: Sheet, rate: float) -> None:
    """A whole UTF-8 file read as Latin-1."""
    page.whole = _whole(page, "utf8-as-latin1")


def file_gbk_as_latin1(page: Sheet, rate: float) -> None:
    """A whole GBK file read as Latin-1."""
    page.whole = _whole(page, "gbk-as-latin1")


def file_as_gbk(page: Sheet, rate: float) -> None:
    """A whole UTF-8 file read as GBK: lines with an odd byte left have lost it."""
    page.whole = _whole(page, "utf8-as-gbk")
