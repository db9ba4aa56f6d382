"""The glossary, from the corpus's glossary/*.tsv: words and expressions with their translations."""

from collections.abc import Sequence
from pathlib import Path

from indexer.errors import CorpusError
from indexer.records.thesaurus import Names

GLOSSARY = "glossary"
"""The folder of a corpus's glossary."""

COLUMNS = ("en", "es", "fr", "vi")
"""The languages of the columns (ISO 639-1 codes)."""


def glossary_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of a glossary in the order in which they are read; none where there is no such folder."""
    return tuple(sorted(folder.glob("*.tsv")))


def load_glossary(files: Sequence[Path]) -> tuple[Names, ...]:
    """Return the entries of glossary files: for each language its names, the preferred one first.

    A line is an entry, with a column for each language, separated by tabs; synonyms are separated by semicolons. Empty
    lines and those that begin with # are skipped. Raise CorpusError for a line with a missing or empty column.
    """
    return tuple(
        _entry(line, f"{path.name}, line {number}")
        for path in files
        for number, line in enumerate(_lines(path), start=1)
        if line.strip() and not line.startswith("#")
    )


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: not in UTF-8; save it in that encoding") from error


def _entry(line: str, where: str) -> Names:
    columns = [tuple(name.strip() for name in column.split(";")) for column in line.split("\t")]
    if len(columns) != len(COLUMNS) or not all(map(all, columns)):
        raise CorpusError(f"{where}: write a name in each of {', '.join(COLUMNS)}, separated by tabs")
    return dict(zip(COLUMNS, columns, strict=True))
