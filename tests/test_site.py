"""A site: what publication writes, keeps and refuses; feeds and pages; whole whatever stops the work."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from convert import output
from convert.press import build
from convert.refusal import Refusal
from convert.site.publish import NEXT, Outcome, publish
from convert.site.verify import verify

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = "2026-03-08T12:00:00Z"
BASE = "https://books.example/lib/"
STORY = "夜航\n\n江以宁\n\n　　船在夜里靠了岸，灯还亮着，渡口的铃声响了三下。没有人应。\n\n　　{}\n"
SETTINGS = '[edition]\ntitle = "夜航"\ncreator = "江以宁"\ndate = "2026-03-08"\nrights = "CC0"\nidentifier = "urn:x-test:boat"\n'


def made(folder: Path, name: str = "夜航", words: str = "他把缆绳又绕了一圈。", version: str = "1") -> Path:
    """A text set in all editions; gives the folder of the editions."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(STORY.format(words), encoding="utf-8")
    (folder / f"{name}.toml").write_text(f'{SETTINGS}version = "{version}"\n', encoding="utf-8")
    (result,) = build(folder / f"{name}.txt", out=folder / "build")
    assert not result.error
    return folder / "build" / name


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The first and the second version of a title."""
    folder = tmp_path_factory.mktemp("builds")
    return made(folder / "first"), made(folder / "second", words="他把缆绳又绕了两圈。天快亮了。", version="2")


def files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def refusal(done: Outcome) -> str:
    (one,) = done.published
    assert one.error
    return one.error.say("en")


def test_a_publication_is_whole_and_the_second_changes_no_byte(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    site = tmp_path / "site"
    first = publish([builds[0]], site, NOW, base=BASE)
    assert [(p.name, p.new, p.missing) for p in first.published] == [("夜航", True, ())]
    before = {path: (content, (site / path).stat().st_mtime_ns) for path, content in files(site).items()}
    second = publish([builds[0]], site, "2027-01-01T00:00:00Z")
    assert second.written == ()
    assert {path: (content, (site / path).stat().st_mtime_ns) for path, content in files(site).items()
            if path != ".lock"} == {p: v for p, v in before.items() if p != ".lock"}
    found = verify(site)
    assert found.faults == ()
    assert not found.unfinished
    assert found.links > 40


def test_a_release_says_what_its_editions_are(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    site = tmp_path / "site"
    publish([builds[0]], site, NOW)
    folder = site / "books/夜航/1"
    assert {p.name for p in folder.iterdir()} == {"夜航.epub", "夜航.pdf", "夜航.digest.txt", "cover.jpg", "cover-thumbnail.jpg",
                                                  "release.json", "SHA256SUMS"}
    told = json.loads((folder / "release.json").read_bytes())
    assert (told["title"], told["creators"], told["version"], told["date"]) == ("夜航", ["江以宁"], "1", "2026-03-08")
    assert told["description"].startswith("船在夜里靠了岸")
    assert {f["name"]: f["size"] for f in told["files"]} == {
        f["name"]: (folder / f["name"]).stat().st_size for f in told["files"]
    }
    assert (folder / "夜航.epub").read_bytes() == (builds[0] / "夜航.epub").read_bytes()


def test_a_new_version_stands_beside_the_old_one_and_says_what_changed(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    site = tmp_path / "site"
    publish([builds[0]], site, NOW, base=BASE)
    done = publish([builds[1]], site, "2026-04-01T00:00:00Z", note="校改一处。")
    release = done.published[0].release
    assert release
    assert release.version == "2"
    assert release.changes
    assert (release.changes.since, release.changes.changed, release.changes.added, release.changes.removed) == ("1", 1, 0, 0)
    page = (site / "books/夜航/index.html").read_text("utf-8")
    assert "校改一处。" in page
    assert "绕了一圈" in page
    assert "1/%E5%A4%9C%E8%88%AA.epub" in page
    assert verify(site).faults == ()


def test_one_title_s_update_touches_its_own_files_and_the_lists(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    site, other = tmp_path / "site", made(tmp_path / "other", "灯火")
    publish([builds[0], other], site, NOW)
    done = publish([builds[1]], site, "2026-04-01T00:00:00Z")
    assert {p for p in done.written if p.startswith("books/")} == {
        "books/夜航/index.html", "books/夜航/index.en.html", "books/夜航/publication.json"}
    assert not [p for p in done.written if "灯火" in p]


def test_a_version_that_readers_have_is_never_changed(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    site = tmp_path / "site"
    publish([builds[0]], site, NOW)
    before = files(site)
    told = refusal(publish([builds[1]], site, NOW, version="1"))
    assert "version 1 is published already" in told
    assert "--edition-version 2" in told
    assert "夜航.toml" in told
    assert files(site) == before
    done = publish([builds[1]], site, NOW, version="1.1")
    assert done.published[0].new
    assert verify(site).faults == ()


def test_a_text_is_set_and_published_at_once(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    source = builds[1].parent.parent / "夜航.txt"
    done = publish([source], tmp_path / "site", NOW, version="3")
    assert done.published[0].new
    assert done.published[0].release
    assert done.published[0].release.version == "3"


def test_a_folder_of_texts_is_published_and_its_script_is_the_site_s(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "巷.txt").write_text("燈籠巷\n\n　　船在夜裡靠了岸，燈還亮著，渡口的鈴聲響了三下，沒有人應。\n", encoding="utf-8")
    (texts / "巷.toml").write_text('[edition]\ntitle = "燈籠巷"\n', encoding="utf-8")
    done = publish([texts], tmp_path / "site", NOW)
    assert [p.new for p in done.published] == [True]
    assert done.site.language == "zh-Hant"
    assert "書目" in (tmp_path / "site" / "index.html").read_text("utf-8")


SPOILT: dict[str, Callable[[Path], object]] = {
    "truncated epub": lambda f: _spoil(f / "夜航.epub", lambda b: b[: len(b) // 2]),
    "a byte of the epub": lambda f: _spoil(f / "夜航.epub", lambda b: b[:60000] + bytes([b[60000] ^ 255]) + b[60001:]),
    "no epub at all": lambda f: _spoil(f / "夜航.epub", lambda b: b"<html>404</html>"),
    "truncated pdf": lambda f: _spoil(f / "夜航.pdf", lambda b: b[: len(b) // 2]),
    "empty pdf": lambda f: _spoil(f / "夜航.pdf", lambda b: b""),
}


def _spoil(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


@pytest.mark.parametrize("fault", SPOILT)
def test_a_broken_edition_never_reaches_the_site(tmp_path: Path, builds: tuple[Path, Path], fault: str) -> None:
    site, folder = tmp_path / "site", tmp_path / "夜航"
    publish([builds[0]], site, NOW)
    before = files(site)
    shutil.copytree(builds[1], folder)
    SPOILT[fault](folder)
    assert "broken" in refusal(publish([folder], site, NOW))
    assert files(site) == before


def test_a_bad_title_does_not_stop_the_others(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    (tmp_path / "empty").mkdir()
    done = publish([tmp_path / "empty", tmp_path / "none.txt", builds[0]], tmp_path / "site", NOW)
    assert [bool(p.error) for p in done.published] == [True, True, False]


def test_missing_metadata_is_named_with_its_file(tmp_path: Path) -> None:
    source = tmp_path / "雾.txt"
    source.write_text("　　雾从江面上漫过来，渡口的铃声响了三下，没有人应。\n" * 3, encoding="utf-8")
    (one,) = publish([source], tmp_path / "site", NOW).published
    assert one.new
    assert one.missing == ("title", "creator", "date", "rights")
    assert one.settings == source.with_suffix(".toml")


def test_another_book_of_the_same_name_is_refused(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    publish([builds[0]], site, NOW)
    made(other, version="2")
    (other / "夜航.toml").write_text('[edition]\ntitle = "夜航"\nversion = "2"\nidentifier = "urn:x-test:other"\n', "utf-8")
    told = refusal(publish([other / "夜航.txt"], site, NOW))
    assert "another book" in told
    assert "urn:x-test:boat" in told


def _taken(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    import fcntl

    (tmp_path / "site").mkdir()
    with open(tmp_path / "site" / ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        publish([builds[0]], tmp_path / "site", NOW)


def _other_folder(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    (tmp_path / "letter.txt").write_text("x")
    publish([builds[0]], tmp_path, NOW)


WRONG: dict[str, Callable[[Path, tuple[Path, Path]], object]] = {
    "site.not_site": _other_folder,
    "site.busy": _taken,
    "site.base_url": lambda tmp, b: publish([b[0]], tmp / "s", NOW, base="books.example"),
    "site.bad_version": lambda tmp, b: publish([b[0]], tmp / "s", NOW, version="../1"),
}


@pytest.mark.parametrize("key", WRONG)
def test_what_cannot_be_is_refused(tmp_path: Path, builds: tuple[Path, Path], key: str) -> None:
    with pytest.raises(Refusal) as told:
        WRONG[key](tmp_path, builds)
    assert told.value.key == key


# whole, whatever stops the work


@pytest.mark.parametrize("room", range(0, 30, 2))
def test_a_full_disk_leaves_the_site_whole(
    tmp_path: Path, builds: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    site, real, left = tmp_path / "site", output._temporary, room
    publish([builds[0]], site, NOW)
    before = files(site)

    def full(target: Path, content: bytes) -> str:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "No space left on device")
        return real(target, content)

    with monkeypatch.context() as disk:
        disk.setattr(output, "_temporary", full)
        try:
            told = [p.error for p in publish([builds[1]], site, NOW).published]
        except Refusal as error:
            told = [error]
    assert verify(site).faults == ()
    if room < 7:  # the release itself has not fitted
        assert told[0]
        assert told[0].key == "refuse.full"
        assert files(site) == before
    publish([builds[1]], site, NOW)
    assert verify(site).faults == ()
    assert not verify(site).unfinished


def test_a_killed_publication_breaks_nothing(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    """Killed 50 times at random moments: what stands is whole each time, and the next publication finishes the work."""
    site, chance, stopped = tmp_path / "site", random.Random(7), 0
    publish([builds[0]], site, NOW, base=BASE)
    began = time.perf_counter()
    publish([builds[1]], tmp_path / "timed", NOW)
    took = time.perf_counter() - began
    old = tmp_path / "old"
    shutil.copytree(site, old)
    for _ in range(50):
        shutil.rmtree(site)
        shutil.copytree(old, site)
        child = os.fork()
        if not child:
            try:
                publish([builds[1]], site, NOW)
            finally:
                os._exit(0)
        time.sleep(chance.random() * took)
        os.kill(child, signal.SIGKILL)
        stopped += os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        found = verify(site)
        assert found.faults == ()
        publish([builds[1]], site, NOW)
        assert verify(site).faults == ()
        assert not (site / NEXT).exists()
        assert not list(site.rglob(".stage-*"))
    assert stopped > 25


# verifying


def test_verify_names_what_is_wrong(tmp_path: Path, builds: tuple[Path, Path]) -> None:
    site = tmp_path / "site"
    publish([builds[0]], site, NOW)
    _spoil(site / "books/夜航/1/夜航.pdf", lambda b: b + b" ")
    (site / "books/夜航/1/cover.jpg").unlink()
    (site / "stray.html").write_text('<a href="nowhere.html">x</a>')
    keys = sorted((f.key, str(f.facts["path"])) for f in verify(site).faults if f.key != "verify.link")
    assert keys == [("verify.checksum", "books/夜航/1/夜航.pdf"), ("verify.length", "books/夜航/publication.json"),
                    ("verify.length", "feed.xml"), ("verify.length", "opds/all.json"), ("verify.length", "opds/all.xml"),
                    ("verify.length", "opds/new.json"), ("verify.length", "opds/new.xml"),
                    ("verify.missing", "books/夜航/1/cover.jpg"), ("verify.unlisted", "stray.html")]
    assert {f.facts["path"] for f in verify(site).faults if f.key == "verify.link"} >= {"stray.html", "books/夜航/index.html"}
