"""A site over HTTP: what is served as what, what is refused, and many clients at once."""

from __future__ import annotations

import http.client
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
import segno
import uvicorn
from test_site_lists import many

from convert.refusal import Refusal
from convert.site.model import site_of
from convert.site.publish import render
from convert.site.serve import application, code, serve

BASE = "https://books.example/lib/"
BOOK = bytes(range(256)) * 4000


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A site of three titles with files to fetch, served; beside it what must not be."""
    folder = tmp_path_factory.mktemp("served") / "site"
    releases = many(3)
    made = render(site_of("书目", BASE, "zh-Hans", releases))
    made |= {f"books/book0/1/{name}": BOOK for name in ("夜航.epub", "a.pdf", "a.epub")}
    made |= {"books/book0/1/夜航.digest.txt": "灯还亮着。".encode(), ".secret": b"x", "books/.hidden/a": b"x"}
    for path, content in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    (folder.parent / "outside.txt").write_text("x")
    (folder / "link.txt").symlink_to(folder.parent / "outside.txt")
    server = uvicorn.Server(uvicorn.Config(application(folder), log_level="critical"))
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    yield listening.getsockname()[1]
    server.should_exit = True


def ask(port: int, path: str, method: str = "GET", **headers: str) -> SimpleNamespace:
    """A request, its path sent as it stands."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return SimpleNamespace(status=answer.status, body=body, headers={k.lower(): v for k, v in answer.getheaders()})


TYPES = {
    "/": "text/html; charset=utf-8",
    "/books/book0/": "text/html; charset=utf-8",
    "/site.css": "text/css; charset=utf-8",
    "/feed.xml": "application/atom+xml",
    "/opds/index.xml": "application/atom+xml;profile=opds-catalog;kind=navigation",
    "/opds/new.xml": "application/atom+xml;profile=opds-catalog;kind=acquisition",
    "/opds/all.json": "application/opds+json",
    "/books/book0/publication.json": "application/opds-publication+json",
    "/books/book0/1/a.epub": "application/epub+zip",
    "/books/book0/1/a.pdf": "application/pdf",
    "/books/book0/1/%E5%A4%9C%E8%88%AA.digest.txt": "text/plain; charset=utf-8",
}


@pytest.mark.parametrize("path", TYPES)
def test_every_file_has_its_media_type(port: int, path: str) -> None:
    answer = ask(port, path)
    assert (answer.status, answer.headers["content-type"]) == (200, TYPES[path])
    head = ask(port, path, "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", answer.headers["content-length"])


HIDDEN = ["/.secret", "/books/.hidden/a", "/../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt", "/link.txt",
          "//etc/passwd", "/books/book0/1/", "/%00", "/nowhere", "/..\\outside.txt"]


@pytest.mark.parametrize("path", HIDDEN)
def test_nothing_hidden_and_nothing_outside_is_served(port: int, path: str) -> None:
    assert ask(port, path).status in (400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_but_reading_is_allowed(port: int, method: str) -> None:
    assert ask(port, "/index.html", method).status == 405


def test_ranges(port: int) -> None:
    part = ask(port, "/books/book0/1/a.epub", Range="bytes=1000-1999")
    assert (part.status, part.body) == (206, BOOK[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(BOOK)}"
    assert ask(port, "/books/book0/1/a.epub", Range="bytes=-100").body == BOOK[-100:]
    assert ask(port, "/books/book0/1/a.epub", Range=f"bytes={len(BOOK)}-").status == 416


def test_chinese_file_names(port: int) -> None:
    answer = ask(port, "/books/book0/1/%E5%A4%9C%E8%88%AA.epub")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''%E5%A4%9C%E8%88%AA.epub"


def test_feeds_lead_where_the_device_came_from(port: int) -> None:
    for path in ("/opds/new.xml", "/opds/new.json", "/feed.xml"):
        told = ask(port, path, Host="192.0.2.7:8000").body.decode()
        assert "http://192.0.2.7:8000/books/book0" in told
        assert BASE not in told


def test_fifty_clients_and_a_slow_one(port: int) -> None:
    slow = socket.create_connection(("127.0.0.1", port))
    slow.sendall(b"GET /books/book0/1/a.pdf HTTP/1.1\r\nHost: x\r\n")  # never ends its request
    with ThreadPoolExecutor(50) as clients:
        answers = list(clients.map(lambda n: ask(port, "/books/book0/1/a.epub" if n % 2 else "/index.html"), range(200)))
    slow.close()
    assert {a.status for a in answers} == {200}
    assert all(a.body == BOOK for a in answers[1::2])


def test_a_taken_port_and_a_folder_that_is_no_site(port: int, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no site"):
        serve(tmp_path)
    (tmp_path / "site.json").write_text("{}")
    with pytest.raises(Refusal, match=f"Port {port} is taken"):
        serve(tmp_path, port)


def test_the_code_is_drawn_whole() -> None:
    url = "http://192.0.2.7:8000/"
    width, height = segno.make(url, micro=False).symbol_size(border=2)
    rows = [re.sub(r"\x1b\[[0-9;]*m", "", row) for row in code(url).splitlines()]
    assert len(rows) == -(-height // 2)
    assert {len(row) for row in rows} == {width}
