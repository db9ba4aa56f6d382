"""Reading a glossary."""

from pathlib import Path

import pytest

from indexer.corpus.glossary import glossary_files, load_glossary
from indexer.corpus.thesaurus import load_thesaurus
from indexer.errors import CorpusError

TEXT = "# Salt.\n\nsalt works; saltern\tsalina\tsaline; marais salant\truộng muối\n"


def test_a_glossary_is_read(tmp_path: Path) -> None:
    """A line is an entry: a column for each language, with semicolons between synonyms."""
    folder = tmp_path / "glossary"
    folder.mkdir()
    (folder / "salt.tsv").write_text(TEXT, encoding="utf-8")
    entry = {
        "en": ("salt works", "saltern"), "es": ("salina",), "fr": ("saline", "marais salant"), "vi": ("ruộng muối",),
    }  # fmt: skip
    assert load_glossary(glossary_files(folder)) == (entry,)
    assert load_thesaurus(tmp_path / "thesaurus.toml").glossary == (entry,)


@pytest.mark.parametrize("line", ["salt\tsal\tsel", "salt\tsal\tsel\t", "salt;\tsal\tsel\tmuối", "a\tb\tc\td\te"])
def test_an_entry_without_translations(tmp_path: Path, line: str) -> None:
    """A missing, empty or surplus column, and an empty synonym, are refused, with the line."""
    path = tmp_path / "salt.tsv"
    path.write_text(f"# Salt.\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"salt\.tsv, line 2: write a name in each of en, es, fr, vi"):
        load_glossary([path])
