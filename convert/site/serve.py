"""A site over HTTP (局域网阅读): read-only, for a phone or a reading device on the same network."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convert import output
from convert.refusal import Refusal
from convert.site.feeds import ACQUISITION, ATOM, NAVIGATION, OPDS2, PUBLICATION
from convert.site.publish import SITE

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

PORT = 8000
NOWHERE = "203.0.113.1"  # no packet goes there (RFC 5737); it only tells which network leads out
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".xml": ATOM,
}
KEPT = (".epub", ".txt")  # to be kept as files; a browser shows the others itself


def media(path: str) -> str:
    """The media type of a file of a site, by its path.

    >>> media("opds/index.xml"), media("books/boat/1/boat.epub"), media("books/boat/1/SHA256SUMS")
    ('application/atom+xml;profile=opds-catalog;kind=navigation', 'application/epub+zip', 'text/plain; charset=utf-8')
    """
    if path == "opds/index.xml":
        return NAVIGATION
    if path.startswith("opds/"):
        return ACQUISITION if path.endswith(".xml") else OPDS2
    if path.endswith("/publication.json"):
        return PUBLICATION
    return TYPES.get(Path(path).suffix, TYPES[".txt"])


def application(folder: Path) -> Starlette:
    """The site as a web application: GET and HEAD alone, byte ranges (RFC 9110, 14), nothing hidden, nothing outside.

    Feeds that bear the site's own address bear that of the request instead, so that a device on the network can follow them.
    """
    from starlette.applications import Starlette
    from starlette.routing import Mount

    return Starlette(routes=[Mount("/", app=_files(folder))])


def _files(folder: Path) -> Any:
    from starlette.exceptions import HTTPException
    from starlette.requests import Request
    from starlette.responses import FileResponse
    from starlette.staticfiles import StaticFiles

    base = str(_about(folder).get("base") or "")

    class Files(StaticFiles):
        """The files of a site."""

        async def get_response(self, path: str, scope: Any) -> Response:
            """A file, or the index of a folder. Raises HTTPException: 404 for what is hidden, 405 for other methods."""
            if any(part.startswith(".") and part != "." for part in Path(path).parts):
                raise HTTPException(404)
            response = await super().get_response(path, scope)
            if not isinstance(response, FileResponse):
                return response
            name = Path(response.path).relative_to(folder.resolve()).as_posix()
            if base and name.endswith((".xml", "json")) and name != SITE:
                return _feed(Path(response.path), name, base, Request(scope))
            response.headers["content-type"] = media(name)
            response.headers["x-content-type-options"] = "nosniff"
            if name.endswith(KEPT):
                response.headers["content-disposition"] = _disposition(name.rpartition("/")[2])
            return response

    return Files(directory=folder.resolve(), html=True)


def _feed(path: Path, name: str, base: str, request: Request) -> Response:
    from starlette.responses import Response

    content = path.read_text(encoding="utf-8").replace(base, str(request.base_url))
    headers = {"last-modified": formatdate(path.stat().st_mtime, usegmt=True), "x-content-type-options": "nosniff"}
    return Response(content, media_type=media(name), headers=headers)


def _disposition(name: str) -> str:
    """A file's name for a header (RFC 6266, RFC 8187).

    >>> _disposition("夜航.epub")
    "attachment; filename*=UTF-8''%E5%A4%9C%E8%88%AA.epub"
    """
    from urllib.parse import quote

    if name.isascii():
        return f'attachment; filename="{name}"'
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"


def _about(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / SITE).read_bytes())
        return told
    except FileNotFoundError:
        raise Refusal("site.not_site", path=folder) from None
    except (OSError, ValueError) as error:
        raise Refusal("site.broken", path=folder / SITE, why=error) from None


def address(lan: bool) -> str:
    """The address to listen on: this machine alone, or the one that the network knows it by."""
    if not lan:
        return "127.0.0.1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((NOWHERE, 9))
            return str(probe.getsockname()[0])
        except OSError:
            raise Refusal("serve.no_network") from None


def serve(folder: Path, port: int = PORT, lan: bool = False, ready: Callable[[str], None] = lambda url: None) -> None:
    """Serve a site until interrupted; ``ready`` is told its address. Port 0 takes any free one.

    Raises Refusal where the folder is no site or the port is taken.
    """
    import uvicorn

    app, host = application(folder), address(lan)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except PermissionError as error:
        raise Refusal("serve.port_forbidden", port=port) from error
    except OSError as error:
        raise Refusal("serve.port_taken", port=port) from error
    except OverflowError as error:
        raise output.refused(OSError(str(error)), str(port)) from error
    ready(f"http://{host}:{listening.getsockname()[1]}/")
    with listening:
        uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=2, server_header=False)).run([listening])


def code(url: str) -> str:
    """An address as a QR code of characters, for a phone's camera at a terminal."""
    from io import StringIO

    import segno

    out = StringIO()
    segno.make(url, micro=False).terminal(out, border=2, compact=True)
    return out.getvalue()
