"""Files by mail: what is looked at before, what a real server over TLS takes, refuses or drops, and the log."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from test_site import made
from typer.testing import CliRunner

from convert.cli import app
from convert.refusal import Refusal
from convert.settings import MailSettings
from convert.site.send import PASSWORD, Letter, check, prepare, send, sent_before

READER = "reader@kindle.example"


@dataclass
class Box:
    """What a server has taken; ``answer`` is what it says to a mail, None breaks the connection."""

    mails: list[Any] = field(default_factory=list)
    answer: str | None = "250 OK"
    recipient: str = "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        del server, session, options
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 (aiosmtpd's name)
        del session
        if self.answer is None:
            server.transport.abort()
            return "421 gone"
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=default))
        return self.answer


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


class _Server(Controller):
    """A mail server that wants TLS by STARTTLS and a password."""

    def __init__(self, box: Box, context: ssl.SSLContext | None) -> None:
        self.context = context
        super().__init__(box, hostname="127.0.0.1", port=free_port())

    def factory(self) -> SMTP:
        def known(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
            del server, session, envelope, mechanism
            right = isinstance(data, LoginPassword) and data == LoginPassword(b"me@example.org", b"right")
            return AuthResult(success=right, handled=False)

        return SMTP(self.handler, tls_context=self.context, require_starttls=self.context is not None, authenticator=known,
                    auth_require_tls=True)


@dataclass
class Post:
    """A server at work, and how it is reached."""

    box: Box
    mail: MailSettings


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    ca = trustme.CA()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    file = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(file)
    return context, file


@pytest.fixture
def post(authority: tuple[ssl.SSLContext, Path]) -> Iterator[Post]:
    box = Box()
    server = _Server(box, authority[0])
    server.start()
    port = server.port
    yield Post(box, MailSettings("127.0.0.1", port, "me@example.org", None, 25, str(authority[1])))
    server.stop()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("book")) / "夜航.epub"


@pytest.fixture(autouse=True)
def checked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was handed to EPUBCheck, which starts Java and is asked in a test of its own."""
    asked: list[Path] = []
    monkeypatch.setattr("convert.site.send.check", asked.append)
    return asked


def test_epubcheck_has_the_last_word(book: Path, tmp_path: Path, checked: list[Path]) -> None:
    prepare(book, READER, 25)
    assert checked == [book]
    check(book)
    spoilt = tmp_path / "spoilt.epub"
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(spoilt, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content.replace(b"<h1", b"<h7").replace(b"</h1", b"</h7"))
    with pytest.raises(Refusal, match="RSC-005"):
        check(spoilt)


def give(letters: list[Letter], mail: MailSettings, log: Path, password: str = "right") -> None:
    send(letters, mail, lambda: password, log, lambda: "2026-03-08T12:00:00Z", "zh-Hans")


def test_a_book_arrives_as_it_is(post: Post, book: Path, tmp_path: Path) -> None:
    give([prepare(book, READER, 25)], post.mail, tmp_path / "log")
    (mail,) = post.box.mails
    (part,) = mail.iter_attachments()
    assert (mail["To"], mail["From"], mail["Subject"]) == (READER, "me@example.org", "夜航")
    assert (part.get_content_type(), part.get_filename()) == ("application/epub+zip", "夜航.epub")
    assert part.get_content() == book.read_bytes()
    assert "夜航" in mail.get_body().get_content()


def test_nobody_gets_a_file_twice(post: Post, book: Path, tmp_path: Path) -> None:
    letter, log = prepare(book, READER, 25), tmp_path / "log"
    give([letter], post.mail, log)
    assert set(sent_before([letter], log)) == {book}
    assert not sent_before([prepare(book, "other@kindle.example", 25)], log)
    assert json.loads(log.read_text("utf-8"))["sha256"] == letter.digest


def test_what_was_taken_before_a_failure_is_in_the_log(post: Post, book: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    letters = [prepare(book, READER, 25), prepare(book, "second@kindle.example", 25)]

    def refuse_the_next(letter: Letter) -> None:
        del letter
        post.box.answer = "552 too much mail"

    with pytest.raises(Refusal, match="552 too much mail"):
        send(letters, post.mail, lambda: "right", log, lambda: "now", "en", refuse_the_next)
    assert len(log.read_text("utf-8").splitlines()) == len(post.box.mails) == 1


def test_a_refused_reader_a_wrong_password_and_a_dropped_connection(post: Post, book: Path, tmp_path: Path) -> None:
    letter, log = prepare(book, READER, 25), tmp_path / "log"
    with pytest.raises(Refusal) as told:
        give([letter], post.mail, log, "wrong")
    assert told.value.key == "send.login"
    post.box.recipient = "550 no such reader"
    with pytest.raises(Refusal, match="550 no such reader"):
        give([letter], post.mail, log)
    post.box.recipient, post.box.answer = "250 OK", None
    with pytest.raises(Refusal) as told:
        give([letter], post.mail, log)
    assert told.value.key == "send.lost"
    assert not log.exists()


def test_nothing_is_sent_in_the_clear(book: Path, tmp_path: Path, post: Post) -> None:
    server = _Server(Box(), None)
    server.start()
    port = server.port
    letter = prepare(book, READER, 25)
    with pytest.raises(Refusal) as told:
        give([letter], MailSettings("127.0.0.1", port, "me@example.org"), tmp_path / "log")
    server.stop()
    assert told.value.key == "send.no_tls"
    stranger = MailSettings("127.0.0.1", post.mail.port, "me@example.org")  # its certificate is nobody's we know
    with pytest.raises(Refusal) as told:
        give([letter], stranger, tmp_path / "log")
    assert told.value.key == "send.tls"
    with pytest.raises(Refusal) as told:
        give([letter], MailSettings("127.0.0.1", 1, "me@example.org"), tmp_path / "log")
    assert told.value.key == "send.lost"


def test_tls_from_the_start(authority: tuple[ssl.SSLContext, Path], book: Path, tmp_path: Path,
                            monkeypatch: pytest.MonkeyPatch) -> None:
    import smtplib

    box = Box()
    server = Controller(box, hostname="127.0.0.1", port=free_port(), ssl_context=authority[0])
    server.start()
    port = server.port
    monkeypatch.setattr(smtplib, "SMTP_SSL_PORT", port)
    give(
        [prepare(book, READER, 25)],
        MailSettings("127.0.0.1", port, None, "me@example.org", 25, str(authority[1])),
        tmp_path / "l",
    )
    server.stop()
    assert len(box.mails) == 1


@pytest.mark.parametrize(("name", "content", "to", "key"), [
    ("a.epub", b"PK", READER, "site.broken"), ("a.pdf", b"%PDF-1.7", READER, "site.broken"),
    ("a.docx", b"PK", READER, "send.kind"), ("a.txt", b" \n", READER, "read.empty"),
    ("a.txt", b"x" * 2_000_000, READER, "send.long"),
    ("a.txt", b"x", "reader", "send.address"), ("a.txt", b"x", "a b@c", "send.address"),
    ("none.txt", None, READER, "refuse.missing"),
])
def test_what_is_not_sent(tmp_path: Path, name: str, content: bytes | None, to: str, key: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Refusal) as told:
        prepare(tmp_path / name, to, 2)
    assert told.value.key == key


def test_the_length_is_that_of_the_mail(tmp_path: Path) -> None:
    from base64 import encodebytes

    for n in (1, 57, 58, 1000, 99_999):
        (tmp_path / "a.txt").write_bytes(b"x" * n)
        lines = encodebytes(b"x" * n)
        assert prepare(tmp_path / "a.txt", READER, 2).encoded == len(lines) + lines.count(b"\n")


def test_the_command_line(post: Post, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(book, "boat.epub")
    mail = post.mail
    Path("convert.toml").write_text(
        f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nuser = "{mail.user}"\ncertificates = "{mail.certificates}"\n', "utf-8"
    )
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    words = ["send", "boat.epub", "--to", READER]
    told = CliRunner().invoke(app, [*words, "--dry-run"])
    assert (told.exit_code, post.box.mails) == (0, [])
    assert "Not sent (--dry-run)" in told.output
    assert "KANXING_SMTP_PASSWORD" in CliRunner().invoke(app, words).output
    monkeypatch.setenv(PASSWORD, "right")
    assert "sent." in CliRunner().invoke(app, words).output
    assert "--again" in CliRunner().invoke(app, words).output
    assert len(post.box.mails) == 1
    CliRunner().invoke(app, [*words, "--again"])
    assert len(post.box.mails) == 2
