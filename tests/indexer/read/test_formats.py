"""The formats that can be read."""

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from indexer.read.formats import FORMATS, checked_format, format_of, load_reader


@pytest.mark.parametrize(
    ("name", "format_name"),
    [("a.MD", "markdown"), ("a.b.htm", "html"), ("a.xlsx", "xlsx"), ("a.tsv", "csv"), ("a.doc", None), ("pdf", None)],
)
def test_a_format_is_known_by_the_end_of_a_name(name: str, format_name: str | None) -> None:
    """A file's extension gives its format, in capitals or not; other extensions have none."""
    assert format_of(Path(name)) == format_name


def test_each_format_has_a_reader() -> None:
    """Its module has a function `read`."""
    assert all(callable(load_reader(name)) for name in FORMATS)


def test_what_cannot_be_opened_is_known_before_a_process_starts(tmp_path: Path) -> None:
    """A file of another type, a folder, and an empty file each have their reason and stage."""
    (tmp_path / "empty.md").touch()
    (tmp_path / "folder.md").mkdir()
    for name, stage, reason in (
        ("a.doc", "recognize", "save it as .docx"),
        ("a.eml", "recognize", "save its text as a PDF, and add its attachments"),
        ("a.MSG", "recognize", "save its text as a PDF, and add its attachments"),
        ("a.xyz", "recognize", "has a type that cannot be read"),
        ("folder.md", "open", "is not a file"),
        ("empty.md", "open", "is empty"),
    ):
        with pytest.raises(ReadingError, match=reason) as caught:
            checked_format(tmp_path / name)
        assert caught.value.stage == stage
