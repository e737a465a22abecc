"""Plain WeasyPrint on the very HTML and CSS that the program hands to it.

    python benchmarks/plain.py capture book.txt FOLDER     # once: what the program hands over, as files
    python benchmarks/plain.py set FOLDER                  # what is timed: plain WeasyPrint setting those files

Capturing makes a PDF with the library and writes down what ``weasyprint.HTML`` and ``weasyprint.CSS`` were given, and the
fonts and pictures that the program's own addresses stand for.
"""
from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

PAGE, SHEET, MADE = "page.html", "sheet.css", "plain.pdf"


def capture(source: Path, folder: Path) -> None:
    """Write page, sheet and the files they need into a folder. Raises LookupError if the program never used WeasyPrint."""
    import weasyprint

    from convert import pdf

    folder.mkdir(parents=True)
    taken: set[str] = set()

    def recording(parent: Any, name: str) -> Any:
        class Recording(parent):
            def __init__(self, *, string: str, **given: Any) -> None:
                taken.add(name)
                (folder / name).write_text(_local(string, folder, given), encoding="utf-8")
                super().__init__(string=string, **given)
        return Recording

    weasyprint.HTML, weasyprint.CSS = recording(weasyprint.HTML, PAGE), recording(weasyprint.CSS, SHEET)
    pdf(source)
    if taken != {PAGE, SHEET}:
        raise LookupError(f"the program handed over only {sorted(taken)}")


def _local(words: str, folder: Path, given: dict[str, Any]) -> str:
    """Markup or style with every address under the base replaced by a file of the same content."""
    def file(found: re.Match[str]) -> str:
        path = folder / re.sub(r"\W", "_", found[0])
        path.write_bytes(given["url_fetcher"].fetch(found[0]).read())
        return path.name

    base = given.get("base_url")
    return re.sub(re.escape(base) + r"""[^"')\s<]+""", file, words) if base else words


def set_plain(folder: Path) -> None:
    """Set the captured page as any user of WeasyPrint would, tagged as the program's own PDF is."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    sheet = weasyprint.CSS(folder / SHEET, font_config=config)
    weasyprint.HTML(folder / PAGE).write_pdf(folder / MADE, stylesheets=[sheet], font_config=config, pdf_variant="pdf/ua-1")


if __name__ == "__main__":
    if sys.argv[1] == "capture":
        capture(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        set_plain(Path(sys.argv[2]))
