"""Settings: which layer wins, where a value came from, what is no setting. What is said of bad ones: test_cli_refusals."""
from __future__ import annotations

from pathlib import Path

import pytest

from convert.refusal import Refusal
from convert.settings import KEYS, Layer, Picture, Settings, flat, load, merge, value_of


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_each_layer_lies_over_the_one_before(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "convert.toml").write_text('[edition]\npublisher = "甲社"\nrights = "甲"\n[print]\npaper = "B5"\n', "utf-8")
    (here / "book.toml").write_text('[edition]\npublisher = "乙社"\ndate = 2026-05-06\n[print]\nnotes = "all"\n', "utf-8-sig")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    loaded = load(here / "book.txt", {"print.paper": "A4"})
    found = {key: (value, origin and Path(origin).name) for key, value, origin in loaded}
    assert found["edition.publisher"] == ("乙社", "book.toml")
    assert found["edition.rights"] == ("甲", "convert.toml")
    assert found["edition.date"] == ("2026-05-06", "book.toml")
    assert found["print.paper"] == ("A4", "--paper")
    assert found["print.notes"] == ("all", "book.toml")
    assert found["clean.apply_at"] == ("probable", None)
    assert list(found) == list(KEYS)


def test_the_build_date_stands_in_for_a_missing_one(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert load().settings.edition.date == "1970-01-02T00:00:00Z"
    assert load(None, {"edition.date": "2026"}).settings.edition.date == "2026"


def test_decisions_stand_elsewhere(here: Path) -> None:
    (here / "book.toml").write_text('[clean]\nreject = ["a"]\n', "utf-8")
    (here / "mine.toml").write_text('[clean]\naccept = ["b"]\n[clean.edit]\n"cut-1" = "灯"\n', "utf-8")
    settings = load(here / "book.txt", decisions=here / "mine.toml").settings
    assert (settings.clean.accept, settings.clean.reject, settings.clean.edit) == (("b",), (), {"cut-1": "灯"})


@pytest.mark.parametrize(("key", "value", "kept"), [
    ("edition.title", "灯", "灯"), ("edition.date", "丙午年春", "丙午年春"),
    ("edition.version", 2, "2"), ("clean.accept", "a", ("a",)),
    ("clean.accept", ["a", "b"], ("a", "b")), ("clean.apply_at", "CERTAIN", "certain"),
    ("language", "zh-TW", "zh-Hant"), ("parse.level", {"上篇": 1}, {"上篇": 1}),
    ("figure", {"灯塔": {"file": "a.png", "alt": "灯"}}, {"灯塔": Picture("a.png", "灯")}), ("digest.quotes", 3, 3)])
def test_values_are_taken_as_they_are_meant(key: str, value: object, kept: object) -> None:
    assert value_of(merge([Layer("x", {key: value})]).settings, key) == kept


@pytest.mark.parametrize(("key", "value"), [
    ("edition.title", True), ("edition.title", ["灯"]), ("edition.title", 1.5), ("clean.accept", [1]),
    ("clean.edit", {"a": 1}), ("parse.level", {"a": 0}), ("parse.level", {"a": "1"}), ("parse.level", ["a"]),
    ("figure", {"a": "b.png"}), ("figure", {"a": {"file": "b.png"}}), ("figure", {"a": {"file": "b.png", "alt": 1}}),
    ("digest.quotes", True), ("digest.quotes", "2"), ("digest.quotes", 21),
    ("edition.date", "2026-02-30"), ("edition.date", "gestern"), ("edition.language", "in Chinese"),
    ("print.notes", "some"), ("edition", "灯"), ("print", {}), ("", 1), ("edition.", 1)])
def test_values_that_cannot_be_are_refused(key: str, value: object) -> None:
    with pytest.raises(Refusal):
        merge([Layer("x", {key: value})])


def test_a_settings_file_names_fonts_from_its_own_folder(here: Path) -> None:
    (here / "books").mkdir()
    (here / "books" / "boat.toml").write_text('[print]\nfonts = { Kai = "kai.otf" }\n', "utf-8")
    assert load(Path("books/boat.txt")).settings.print.fonts == {"Kai": str(Path("books/kai.otf"))}
    assert load(None, {"print.fonts": {"Kai": "kai.otf"}}).settings.print.fonts == {"Kai": "kai.otf"}


def test_flat_keeps_tables_that_are_values() -> None:
    assert flat({"clean": {"edit": {"a.b": "c"}, "accept": []}}) == {"clean.edit": {"a.b": "c"}, "clean.accept": []}
    assert flat({"edition": {}, "nonsense": {}}) == {"nonsense": {}}


def test_nothing_given_gives_the_defaults(here: Path) -> None:
    assert load(here / "book.txt").settings == Settings()


def test_a_picture_s_caption_is_told_to_the_parser(here: Path) -> None:
    (here / "book.toml").write_text('[figure."灯塔"]\nfile = "a.png"\nalt = "灯"\n[parse]\ncaption = ["船"]\n', "utf-8")
    loaded = load(here / "book.txt")
    assert loaded.settings.told.caption == ("船", "灯塔…")
    assert loaded.find("灯塔") == f"{here}/book.toml, line 1: "
    assert (loaded.find("灯"), loaded.find("没有")) == (f"{here}/book.toml, line 3: ", "")
