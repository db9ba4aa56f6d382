"""The thesaurus, from the corpus's thesaurus.toml."""

from pathlib import Path

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.records.thesaurus import Concept, Thesaurus

NAME_LANGUAGES = ("en", "es", "fr", "pt", "vi", "ms", "mg")
"""The languages in which a concept may have names."""

_KEYS = (*NAME_LANGUAGES, "related", "not_in", "as_written")


def load_thesaurus(path: Path) -> Thesaurus:
    """Read and check a thesaurus file; its form is explained at the top of corpus/thesaurus.toml.

    A corpus need not have one. Raise CorpusError for an unknown key and for a concept without names.
    """
    if not path.is_file():
        return Thesaurus()
    file = read_toml(path)
    file.refuse_keys_beyond({"concept"})
    return Thesaurus(tuple(_concept(table) for table in file.tables("concept")))


def _concept(table: TomlTable) -> Concept:
    table.refuse_keys_beyond(_KEYS)
    names = {language: table.texts(language) for language in NAME_LANGUAGES if table.texts(language)}
    if not names:
        known = ", ".join(NAME_LANGUAGES)
        raise table.error(f"has no names; add some in a language, such as en = […] (known: {known})")
    return Concept(names, table.texts("related"), table.texts("not_in"), table.texts("as_written"))
