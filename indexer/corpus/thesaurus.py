"""The thesaurus, from the corpus's thesaurus.toml and its glossary."""

from pathlib import Path

from msgspec import Struct

from indexer.corpus.glossary import GLOSSARY, glossary_files, load_glossary
from indexer.corpus.toml_file import read_toml
from indexer.errors import CorpusError
from indexer.records.thesaurus import Concept, Thesaurus

NAME_LANGUAGES = ("en", "es", "fr", "pt", "vi", "ms", "mg")
"""The languages in which a concept may have names."""


class _ConceptEntry(Struct, frozen=True, forbid_unknown_fields=True):
    en: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    pt: tuple[str, ...] = ()
    vi: tuple[str, ...] = ()
    ms: tuple[str, ...] = ()
    mg: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()


class _ThesaurusFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file, explained at the top of corpus/thesaurus.toml."""

    concept: tuple[_ConceptEntry, ...] = ()


def load_thesaurus(path: Path) -> Thesaurus:
    """Read and check a thesaurus file, whose form is explained at its top, and the glossary in the folder beside it.

    A corpus need not have them. Raise CorpusError for an unknown key, for a concept without names and for an entry of
    the glossary without translations.
    """
    glossary = load_glossary(glossary_files(path.parent / GLOSSARY))
    if not path.is_file():
        return Thesaurus(glossary=glossary)
    entries = enumerate(read_toml(path, _ThesaurusFile).concept, start=1)
    return Thesaurus(tuple(_concept(entry, f"{path.name}, concept {number}") for number, entry in entries), glossary)


def _concept(entry: _ConceptEntry, where: str) -> Concept:
    names = {language: found for language in NAME_LANGUAGES if (found := getattr(entry, language))}
    if not names:
        raise CorpusError(
            f"{where}: has no names; add some in a language, such as en = […] (known: {', '.join(NAME_LANGUAGES)})"
        )
    return Concept(names, entry.related, entry.not_in, entry.as_written)
