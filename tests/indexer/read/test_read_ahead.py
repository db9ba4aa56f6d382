"""Files read ahead of their being taken."""

from pathlib import Path

from indexer.corpus.files import InputFile
from indexer.errors import ReadingError
from indexer.read.read_ahead import MAX_AHEAD, FileReader, ReadFile
from indexer.read.sandbox import protocol as wire
from indexer.read.sandbox.limits import Limits
from indexer.storage import file_digest


def test_files_come_in_their_order_and_more_than_once(tmp_path: Path) -> None:
    """Each with what is known of it, or why it cannot be read; the second time all are known."""
    files = []
    for number in range(MAX_AHEAD + 3):
        path = tmp_path / f"{number}.md"
        path.write_text(f"# Title {number}\n\nSome words.\n" if number != 2 else "", encoding="utf-8")
        files.append(InputFile(path))
    heard: list[InputFile] = []
    reader = FileReader(files, tmp_path / "data", Limits(), heard.append)
    for _ in range(2):
        found = dict(reader)
        assert list(found) == files
        assert isinstance(found[files[2]], ReadingError)
        first = found[files[0]]
        assert isinstance(first, ReadFile)
        assert (first.title, first.size) == ("Title 0", len("Title 0") + len("Some words."))
        assert first.sha256 == file_digest(files[0].path)
        assert wire.decode_reading(first.encoded_reading).title == "Title 0"
    assert sorted(file.path for file in heard) == sorted(2 * [file.path for file in files])
    assert reader.reused == 0
    again = FileReader(files, tmp_path / "data", Limits(), heard.append)
    assert len(list(again)) == len(files)
    assert again.reused == len(files) - 1


def test_a_file_without_text_says_so(tmp_path: Path) -> None:
    """It was read, and there is nothing to index."""
    path = tmp_path / "blank.md"
    path.write_text("\n\n", encoding="utf-8")
    [(_, outcome)] = FileReader([InputFile(path)], tmp_path / "data", Limits(), lambda _: None)
    assert isinstance(outcome, ReadingError)
    assert "no text" in str(outcome)
