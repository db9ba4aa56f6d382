"""Decoding the corpus's TOML files, and the messages about mistakes in them."""

import datetime
from pathlib import Path
from typing import Literal

import pytest
from msgspec import Struct

from indexer.corpus.toml_file import read_toml
from indexer.errors import CorpusError


class Part(Struct, forbid_unknown_fields=True):
    """A block or a table within one."""

    en: str
    id: str = ""


class Whole(Struct, forbid_unknown_fields=True):
    """A file with a value of every kind."""

    title: str | None = None
    names: tuple[str, ...] = ()
    year: int | None = None
    share: float = 0.0
    official: bool = True
    day: datetime.date | None = None
    state: Literal["old", "new"] = "old"
    facets: dict[str, tuple[str, ...]] = {}
    labels: Part | None = None
    part: tuple[Part, ...] = ()


def load(folder: Path, text: str) -> Whole:
    path = folder / "x.toml"
    path.write_text(text, encoding="utf-8")
    return read_toml(path, Whole)


def test_values_come_back_trimmed_and_typed(tmp_path: Path) -> None:
    """Texts lose surrounding white space; numbers, truth values and dates come as they are."""
    text = 'title = " a "\nnames = ["b", " c "]\nyear = 2023\nofficial = false\nday = 2024-05-31\n[labels]\nen = " v"'
    assert load(tmp_path, text) == Whole(
        title="a", names=("b", "c"), year=2023, official=False, day=datetime.date(2024, 5, 31), labels=Part("v")
    )
    assert load(tmp_path, "") == Whole()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title = 1", "x.toml: 'title' must be a text in quotation marks that is not blank"),
        ('title = " "', "x.toml: 'title' must be a text in quotation marks that is not blank"),
        ('names = "a"', "x.toml: 'names' must be a list of texts"),
        ('names = ["a", 1]', "x.toml: 'names' must be a list of texts"),
        ('names = ["a", ""]', "x.toml: 'names' must be a list of texts that are not blank"),
        ('year = "2024"', "x.toml: 'year' must be a whole number without quotation marks"),
        ("year = true", "x.toml: 'year' must be a whole number"),
        ('share = "0.6"', "x.toml: 'share' must be a number of 0 or more without quotation marks"),
        ('official = "no"', "x.toml: 'official' must be true or false, without quotation marks"),
        ('day = "2024-05-31"', "x.toml: 'day' must be a day without quotation marks, such as 2024-05-31"),
        ("day = 2024-05-31T10:00:00", "x.toml: 'day' must be a day"),
        ('state = "odd"', "x.toml: state is 'odd'; write one of new, old"),
        ('facets = { ward = "a" }', "x.toml: every value of 'facets' must be a list of texts"),
        ("facets = { ward = [1] }", "x.toml: every value of 'facets' must be a list of texts"),
        ('labels = "a"', "x.toml: 'labels' must be a table of keys and values"),
        ("labels = {}", "x.toml, labels: 'en' is missing; add it"),
        ('labels = { en = "a", tlh = "b" }', "x.toml, labels: unknown key 'tlh'; correct or remove it (known: en, id)"),
        ("part = 1", "x.toml: 'part' must be written as blocks that start with [[part]]"),
        ("part = {}", "x.toml: 'part' must be written as blocks that start with [[part]]"),
        ("[[part]]", "x.toml, part 1: 'en' is missing; add it"),
        ('[[part]]\nid = "one"', "x.toml, part 'one': 'en' is missing; add it"),
        ('[[part]]\nid = "one"\nen = 3', "x.toml, part 'one': 'en' must be a text"),
        ("colour = 1", "x.toml: unknown key 'colour'; correct or remove it (known: day, facets, labels, names"),
    ],
)
def test_a_mistake_is_an_error_that_names_its_place(tmp_path: Path, text: str, message: str) -> None:
    """The message holds the file, the block, the key and what to write instead."""
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read"), (b"\xff\xfe", "not in UTF-8"), (b"a = ", "not valid TOML")],
)
def test_a_file_that_is_no_toml_is_an_error_that_names_it(tmp_path: Path, content: bytes | None, message: str) -> None:
    """A missing, wrongly encoded or malformed file is refused with its path and the reason."""
    path = tmp_path / "manifest.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CorpusError, match=rf"manifest\.toml: {message}"):
        read_toml(path, Whole)
