"""Writing editions: whole or not at all, and never over what was handed in."""
from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from convert.refusal import Refusal
from convert.settings import nearest

_WHY = {
    errno.ENOENT: "refuse.missing", errno.EACCES: "refuse.permission", errno.EPERM: "refuse.permission",
    errno.EISDIR: "refuse.folder", errno.ENOTDIR: "refuse.not_folder", errno.ENOSPC: "refuse.full",
    errno.EDQUOT: "refuse.full",
    errno.EFBIG: "refuse.full", errno.EROFS: "refuse.read_only", errno.ENAMETOOLONG: "refuse.long_name",
}


def refused(error: OSError, path: Path | str) -> Refusal:
    """What the operating system complained of, as a sentence for a person.

    >>> str(refused(OSError(errno.ENOSPC, "No space left on device"), "book.pdf"))
    'book.pdf: the disk is full. Nothing was written; make room and try again.'
    """
    key = _WHY.get(error.errno or 0)
    if error.errno == errno.ENOENT and (near := _like(Path(path))):
        return Refusal("refuse.missing_near", path=path, near=near)
    return Refusal(key, path=path) if key else Refusal("refuse.system", path=path, why=error.strerror or str(error))


def fault(error: Exception, path: Path | str) -> Refusal:
    """An unexpected failure as a sentence: the machine's (a full disk under a temporary file), else the program's own.

    >>> str(fault(OSError(errno.ENOSPC, "No space left on device", "/tmp/font"), "book"))
    '/tmp/font: the disk is full. Nothing was written; make room and try again.'
    """
    if isinstance(error, OSError):
        return refused(error, error.filename or tempfile.gettempdir())
    return Refusal("refuse.fault", path=path, why=f"{type(error).__name__}: {error}")


def _like(path: Path) -> str | None:
    """A file beside a missing one that is called much the same."""
    try:
        return nearest(path.name, [p.name for p in path.parent.iterdir()], 0.8)
    except OSError:
        return None


def guard(path: Path, precious: Iterable[Path]) -> None:
    """Refuse to write over a source or over an editor's decisions, by whatever name the file goes."""
    for kept in precious:
        if path.resolve() == kept.resolve() or (path.exists() and kept.exists() and path.samefile(kept)):
            raise Refusal("refuse.overwrite", path=path, kept=kept)


def save(files: Mapping[Path, bytes]) -> None:
    """Write files whole: each into a temporary file beside it, then all renamed, so that a failure leaves the old ones.

    Missing folders are made; a link is followed; a device or a pipe is written to directly. Raises Refusal.
    """
    written: list[tuple[str, Path]] = []
    path = Path()
    try:
        for path, content in files.items():
            target = path.resolve()
            if target.exists() and not target.is_file():
                with open(target, "wb") as device:      # refuses a folder, too
                    device.write(content)
            else:
                if target.exists() and not os.access(target, os.W_OK):
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
                target.parent.mkdir(parents=True, exist_ok=True)
                written.append((_temporary(target, content), target))
        for name, target in written:
            os.replace(name, target)
    except OSError as error:
        raise refused(error, path) from error
    finally:
        for name, _ in written:
            Path(name).unlink(missing_ok=True)


def _temporary(target: Path, content: bytes) -> str:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    number, name = tempfile.mkstemp(prefix=".convert-", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        os.chmod(name, mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def emit(content: bytes) -> None:
    """Write to standard output, whatever it is: bytes as they are, no line end changed."""
    try:
        if sys.stdout is None:      # closed by the shell: >&-
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise refused(error, "-") from error
