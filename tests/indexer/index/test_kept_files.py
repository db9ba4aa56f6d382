"""A generation keeps the PDF files that it was made of."""

from pathlib import Path

from indexer.index.kept_files import keep_files, kept_file
from indexer.storage import file_digest


def a_file(path: Path, content: bytes = b"%PDF-1.7 one") -> tuple[Path, str]:
    path.write_bytes(content)
    return path, file_digest(path)


def a_generation(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_pdf_files_are_kept_by_their_digest(tmp_path: Path) -> None:
    """A PDF is copied whole; a later change of it changes nothing in the generation."""
    file = a_file(tmp_path / "one.pdf")
    folder = a_generation(tmp_path / "generation")
    keep_files(folder, None, [file])
    file[0].write_bytes(b"%PDF-1.7 changed")
    kept = kept_file(folder, file[1])
    assert kept is not None
    assert kept.read_bytes() == b"%PDF-1.7 one"


def test_other_files_are_not_kept(tmp_path: Path) -> None:
    """A text needs no picture, whatever its name says; nor is a file kept that has gone."""
    named, gone = a_file(tmp_path / "text.pdf", b"# Text"), a_file(tmp_path / "gone.pdf")
    gone[0].unlink()
    folder = a_generation(tmp_path / "generation")
    keep_files(folder, None, [named, gone])
    assert kept_file(folder, named[1]) is None
    assert kept_file(folder, gone[1]) is None


def test_a_file_that_changed_meanwhile_is_not_kept(tmp_path: Path) -> None:
    """What has another digest than what was indexed is never shown as it."""
    file = a_file(tmp_path / "one.pdf")
    file[0].write_bytes(b"%PDF-1.7 changed")
    folder = a_generation(tmp_path / "generation")
    keep_files(folder, None, [file])
    assert kept_file(folder, file[1]) is None


def test_the_next_generation_shares_the_file(tmp_path: Path) -> None:
    """An unchanged file is on disk once."""
    file = a_file(tmp_path / "one.pdf")
    first, second = a_generation(tmp_path / "first"), a_generation(tmp_path / "second")
    keep_files(first, None, [file])
    keep_files(second, first, [file, file])
    one, two = kept_file(first, file[1]), kept_file(second, file[1])
    assert one is not None
    assert two is not None
    assert one.samefile(two)
