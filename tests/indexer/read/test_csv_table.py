"""Tables in text files."""

from pathlib import Path

import pytest

from indexer.errors import ReadingError
from tests.indexer.read.readings import assert_sound, read_file


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", 'Port,Boats\n"Vung, bay","1,250"\nLota,41\n'),
        ("a.csv", 'Port;Boats\r\n"Vung, bay";1,250\r\nLota;41\r\n\r\n'),
        ("a.tsv", "Port\tBoats\nVung, bay\t1,250\nLota\t41"),
        ("a.csv", '\ufeffPort,Boats\n"Vung,\nbay","1,250"\n Lota , 41'),
    ],
)
def test_lines_are_rows(tmp_path: Path, name: str, content: str) -> None:
    """Whatever separates the cells, in quotes or not, over several lines too."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    reading = read_file(tmp_path / name)
    assert_sound(reading)
    assert [(block.kind, block.text) for block in reading.blocks] == [
        ("row", "Port | Boats"),
        ("row", "Vung, bay | 1,250"),
        ("row", "Lota | 41"),
    ]


@pytest.mark.parametrize(("content", "reason"), [(",,\n,", "holds no text"), ('"' + "x" * (2 << 20), "no table")])
def test_refused(tmp_path: Path, content: str, reason: str) -> None:
    """Tables without words, and cells without end."""
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ReadingError, match=reason):
        read_file(tmp_path / "a.csv")
