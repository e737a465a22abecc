"""Chinese line setting for print 中文排版: plans the lines of paragraphs and makes WeasyPrint 70 print them.

>>> from convert.typeset import installed
>>> with installed("mainland"):                              # doctest: +SKIP
...     weasyprint.HTML("book.html").write_pdf("book.pdf")

The HTML stays as it is, and so does its text in the PDF. Blocks with Chinese text get planned lines, whatever their
alignment; only those with `text-align: justify` are stretched. `plan.py` and what it imports know nothing of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from convert.typeset.profile import MAINLAND, PROFILES, Profile

if TYPE_CHECKING:
    from convert.typeset.patches import Patches

__all__ = ["PROFILES", "Profile", "install", "installed", "uninstall"]

WEASYPRINT = "70.0"
PYDYF = "0.13.0"

_installed: Patches | None = None


def install(profile: Profile | str = MAINLAND, *, plan: bool = True, without: Collection[str] = ()) -> bool:
    """Make WeasyPrint set Chinese paragraphs with planned lines, until `uninstall`; True if it does.

    It also becomes faster, by `speedups.py`; `without` names what to leave out of that. With `plan` off, lines are set
    plainly and nothing but the speed changes.

    With another version than the one this was written for, or if a trial line does not come out right, WeasyPrint is
    left alone, a warning says so once, and paragraphs are set plainly.
    """
    global _installed
    uninstall()
    import pydyf
    import weasyprint
    from weasyprint.logger import LOGGER

    from convert.typeset.patches import Patches

    if isinstance(profile, str):
        profile = PROFILES[profile]
    if (weasyprint.__version__, pydyf.VERSION) != (WEASYPRINT, PYDYF):
        LOGGER.warning(
            "Chinese line setting needs WeasyPrint %s and pydyf %s, not %s and %s: lines are set plainly.",
            WEASYPRINT,
            PYDYF,
            weasyprint.__version__,
            pydyf.VERSION,
        )
        return False
    from convert.typeset import adapter
    from convert.typeset.speedups import SPEEDUPS

    patches = Patches()
    try:
        for name, speedup in SPEEDUPS.items():
            if name not in without:
                speedup(patches)
        if plan:
            adapter.apply(patches, profile)
        works = not plan or adapter.holds()
    except Exception as error:
        LOGGER.warning("Chinese line setting failed on a trial line: %r. Lines are set plainly.", error)
        works = False
    else:
        if not works:
            LOGGER.warning("Chinese line setting did not set a trial line as planned. Lines are set plainly.")
    if not works:
        patches.undo()
        return False
    _installed = patches
    return True


def uninstall() -> None:
    """Give WeasyPrint its own functions back."""
    global _installed
    if _installed is not None:
        _installed.undo()
        _installed = None


@contextmanager
def installed(
    profile: Profile | str = MAINLAND, *, plan: bool = True, without: Collection[str] = ()
) -> Iterator[bool]:
    """`install` for the length of a `with` block; its value says whether lines are planned."""
    try:
        yield install(profile, plan=plan, without=without)
    finally:
        uninstall()
