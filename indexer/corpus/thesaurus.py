"""The thesaurus, from the corpus's thesaurus.toml."""

from pathlib import Path

from msgspec import Struct

from indexer.corpus.toml_file import check_keys, read_toml
from indexer.errors import CorpusError
from indexer.records.thesaurus import Concept, Thesaurus

NAME_LANGUAGES = ("en", "es", "fr", "pt", "vi", "ms", "mg")
"""The languages in which a concept may have names."""


class _ThesaurusFile(Struct, frozen=True, forbid_unknown_fields=True):
    concept: tuple[dict[str, tuple[str, ...]], ...] = ()


def load_thesaurus(path: Path) -> Thesaurus:
    """Read and check a thesaurus file; its form is explained at the top of corpus/thesaurus.toml.

    A corpus need not have one. Raise CorpusError for an unknown key and for a concept without names.
    """
    if not path.is_file():
        return Thesaurus()
    entries = enumerate(read_toml(path, _ThesaurusFile).concept, start=1)
    return Thesaurus(tuple(_concept(entry, f"{path.name}, concept {number}") for number, entry in entries))


def _concept(entry: dict[str, tuple[str, ...]], where: str) -> Concept:
    others = ("related", "not_in", "as_written")
    check_keys(entry, (*NAME_LANGUAGES, *others), where)
    names = {language: entry[language] for language in NAME_LANGUAGES if entry.get(language)}
    if not names:
        raise CorpusError(
            f"{where}: has no names; add some in a language, such as en = […] (known: {', '.join(NAME_LANGUAGES)})"
        )
    return Concept(names, *(entry.get(key, ()) for key in others))
