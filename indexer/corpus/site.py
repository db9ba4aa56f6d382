"""The corpus's introduction on the home page, from site.toml."""

from pathlib import Path

from indexer.corpus.toml_table import TomlTable, read_toml
from indexer.records.site import ChainKeyFigures, ExampleQuestion, KeyFigure, SiteText, Translations
from indexer.records.taxonomy import LABEL_LANGUAGES, Taxonomy

MAX_FIGURES = 3
"""How many figures of a supply chain a card has room for."""

MAX_VALUE_LENGTH = 20
"""Characters of a figure that a card has room for: “four”, “16,300”, “62 per cent”."""

MAX_SEARCH_LENGTH = 200


def load_site(path: Path, taxonomy: Taxonomy) -> SiteText:
    """Read and check a site file; its form is explained at the top of corpus/site.toml.

    A corpus need not have one. Raise CorpusError, naming file, block, key and remedy, if anything in it is missing,
    unknown or repeated.
    """
    if not path.exists():
        return SiteText()
    file = read_toml(path)
    file.refuse_keys_beyond({"name", "tagline", "introduction", "question", "chain"})
    chains = [entry.named("chain") for entry in file.tables("chain")]
    for place, entry in enumerate(chains):
        _check_chain(entry, taxonomy, [other.text("chain") for other in chains[:place]])
    return SiteText(
        name=file.optional_text("name") or "",
        tagline=_words(file, "tagline") if "tagline" in file.content else None,
        introduction=_words(file, "introduction") if "introduction" in file.content else None,
        questions=tuple(_question(entry) for entry in file.tables("question")),
        chains=tuple(_chain(entry) for entry in chains),
    )


def _words(table: TomlTable, key: str) -> Translations:
    """Return the texts by language under a key: English is required, other languages of the taxonomy are optional."""
    texts = table.table(key)
    texts.refuse_keys_beyond(LABEL_LANGUAGES)
    return {"en": texts.text("en")} | {language: texts.text(language) for language in texts.content}


def _search(table: TomlTable, otherwise: str | None = None) -> str:
    search = table.text("search") if otherwise is None else table.optional_text("search") or otherwise
    if len(search) > MAX_SEARCH_LENGTH:
        raise table.error(f"the search has more than {MAX_SEARCH_LENGTH} characters; make it shorter")
    return search


def _question(entry: TomlTable) -> ExampleQuestion:
    entry.refuse_keys_beyond({"words", "search"})
    words = _words(entry, "words")
    return ExampleQuestion(words, _search(entry, otherwise=words["en"]))


def _check_chain(entry: TomlTable, taxonomy: Taxonomy, before: list[str]) -> None:
    """Raise CorpusError if a block is not about a supply chain of the taxonomy, or another one is about the same."""
    slug = entry.text("chain")
    known = [value.slug for value in taxonomy.facets["chain"].values] if "chain" in taxonomy.facets else []
    if slug not in known:
        raise entry.error(f"the taxonomy has no supply chain of this slug; write one of {', '.join(known)}")
    if slug in before:
        raise entry.error("another block is about the same supply chain; make one of the two")


def _chain(entry: TomlTable) -> ChainKeyFigures:
    entry.refuse_keys_beyond({"chain", "figure"})
    figures = tuple(_figure(figure) for figure in entry.tables("figure"))
    if not 1 <= len(figures) <= MAX_FIGURES:
        raise entry.error(f"must have 1 to {MAX_FIGURES} blocks [[chain.figure]], not {len(figures)}")
    return ChainKeyFigures(entry.text("chain"), figures)


def _figure(entry: TomlTable) -> KeyFigure:
    entry.refuse_keys_beyond({"value", "words", "search"})
    value = entry.text("value")
    if len(value) > MAX_VALUE_LENGTH:
        raise entry.error(f"the value {value!r} has more than {MAX_VALUE_LENGTH} characters; write the figure alone")
    return KeyFigure(value, _words(entry, "words"), _search(entry))
