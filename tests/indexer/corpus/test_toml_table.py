from pathlib import Path

import pytest

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.errors import CorpusError

TABLE = TomlTable(
    "x.toml, source 3",
    {"id": " a ", "blank": " ", "list": ["b", " c "], "mixed": ["b", 1], "year": 2023, "yes": True, "in": {"k": "v"}},
)


def test_values_come_back_trimmed_and_typed() -> None:
    """Texts lose surrounding white space; numbers, truth values and tables come as they are."""
    assert TABLE.text("id") == "a"
    assert TABLE.texts("list") == ("b", "c")
    assert TABLE.number("year") == 2023
    assert TABLE.flag("yes", default=False) is True
    assert TABLE.table("in").text("k") == "v"


def test_absent_keys_have_defaults() -> None:
    """A key that is left out is none, empty or its default."""
    assert TABLE.optional_text("none") is None
    assert TABLE.texts("none") == ()
    assert TABLE.number("none") is None
    assert TABLE.flag("none", default=True) is True
    assert TABLE.tables("none") == ()


@pytest.mark.parametrize(
    ("accessor", "key"),
    [
        ("text", "none"),
        ("text", "blank"),
        ("text", "year"),
        ("texts", "id"),
        ("texts", "mixed"),
        ("number", "id"),
        ("number", "yes"),
        ("table", "id"),
        ("tables", "list"),
        ("tables", "in"),
    ],
)
def test_a_value_of_the_wrong_form_is_an_error_that_names_its_place(accessor: str, key: str) -> None:
    """The message holds the table's place and the key."""
    with pytest.raises(CorpusError, match=rf"x\.toml, source 3: .*{key}"):
        getattr(TABLE, accessor)(key)


def test_a_flag_that_is_no_truth_value_is_an_error() -> None:
    """Texts such as "true" in quotation marks are refused."""
    with pytest.raises(CorpusError, match="'id' must be true or false"):
        TABLE.flag("id", default=True)


def test_an_unknown_key_is_named_with_the_known_ones() -> None:
    """A misspelt key cannot pass unnoticed."""
    with pytest.raises(CorpusError, match=r"unknown key 'blank'.*known: id"):
        TABLE.refuse_keys_beyond({"id"})


def test_a_table_goes_by_its_name_once_that_is_known() -> None:
    """Messages about a block name it instead of counting it."""
    assert TABLE.named("id").where == "x.toml, source 'a'"


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
        read_toml(path)
