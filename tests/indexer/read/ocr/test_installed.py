"""What is installed, and what to install."""

from pathlib import Path

import pytest

from indexer.read.ocr import installed
from indexer.read.ocr.installed import advice, find_tesseract, package_of


def write_program(folder: Path, output: str) -> Path:
    """Write a program called tesseract, with a library beside it, as other installations than the system's have."""
    (folder / "bin").mkdir(parents=True)
    (folder / "lib").mkdir()
    (folder / "lib" / "libtesseract.so.5").write_bytes(b"")
    program = folder / "bin" / "tesseract"
    program.write_text(f"#!/bin/sh\n{output}\n")
    program.chmod(0o755)
    return program


VERSION_5 = """case $1 in
--version) echo 'tesseract v5.5.0.20241111'; echo ' leptonica-1.85.0';;
*) echo 'List of available languages in "/packs/" (3):'; echo eng; echo osd; echo chi_sim;;
esac"""


def test_version_and_packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are what the program says; the library is that beside it where the system knows none."""
    program = write_program(tmp_path, VERSION_5)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    monkeypatch.setattr(installed, "find_library", lambda _: None)
    found = find_tesseract()
    assert found is not None
    assert (found.version, found.packs) == ("5.5.0.20241111", ("chi_sim", "eng", "osd"))
    assert found.library == str(tmp_path / "lib" / "libtesseract.so.5")


@pytest.mark.parametrize("output", [None, "exit 1", VERSION_5.replace("echo eng;", "").replace("echo chi_sim", "")])
def test_none_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str | None) -> None:
    """Without a program, with one that fails, or without a pack of any language."""
    program = write_program(tmp_path, output or "")
    if output is None:
        program.unlink()
    monkeypatch.setenv("PATH", str(program.parent))
    assert find_tesseract() is None


@pytest.mark.parametrize(
    ("languages", "is_off", "what"),
    [
        ((), False, "install tesseract-ocr and the pack of its language, such as tesseract-ocr-spa, and build again"),
        (("es", "vi-VN"), False, "install tesseract-ocr tesseract-ocr-spa tesseract-ocr-vie, and build again"),
        (("xx",), False, "install tesseract-ocr and the pack of its language"),
        (("es",), True, "set VERBATIM_OCR=on"),
    ],
)
def test_what_to_do(languages: tuple[str, ...], is_off: bool, what: str) -> None:  # noqa: FBT001  # a column
    """The packages are named, by the document's languages where these are known."""
    assert what in advice(languages, is_off=is_off)


def test_names_of_packages() -> None:
    """They have no underscores."""
    assert package_of("chi_sim") == "tesseract-ocr-chi-sim"
