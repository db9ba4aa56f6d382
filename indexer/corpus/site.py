"""The corpus's introduction on the home page, from site.toml."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from indexer.corpus.toml_file import raise_first, read_toml
from indexer.records.site import ChainKeyFigures, ExampleQuestion, KeyFigure, SiteText, Translations
from indexer.records.taxonomy import LABEL_LANGUAGES, Taxonomy

MAX_FIGURES = 3
"""How many figures of a supply chain a card has room for."""

MAX_VALUE_LENGTH = 20
"""Characters of a figure that a card has room for: “four”, “16,300”, “62 per cent”."""

MAX_SEARCH_LENGTH = 200


class _Chain(Struct, frozen=True, forbid_unknown_fields=True):
    chain: str
    figure: tuple[KeyFigure, ...] = ()


class _SiteFile(Struct, frozen=True, forbid_unknown_fields=True):
    name: str | Translations = ""
    tagline: Translations | None = None
    introduction: Translations | None = None
    question: tuple[ExampleQuestion, ...] = ()
    chain: tuple[_Chain, ...] = ()


def load_site(path: Path, taxonomy: Taxonomy) -> SiteText:
    """Read and check a site file; its form is explained at the top of corpus/site.toml.

    A corpus need not have one. Raise CorpusError, naming file, block, key and remedy, if anything in it is missing,
    unknown or repeated.
    """
    if not path.exists():
        return SiteText()
    file = read_toml(path, _SiteFile)
    for key, words in (("name", file.name), ("tagline", file.tagline), ("introduction", file.introduction)):
        raise_first(_text_problems(words or ""), f"{path.name}, {key}")
    for number, question in enumerate(file.question, start=1):
        raise_first(_entry_problems(question), f"{path.name}, question {number}")
    slugs = [value.slug for value in taxonomy.facets["chain"].values] if "chain" in taxonomy.facets else []
    for chain in file.chain:
        raise_first(_chain_problems(chain, slugs, file.chain), f"{path.name}, chain {chain.chain!r}")
    return SiteText(
        file.name,
        file.tagline,
        file.introduction,
        tuple(replace(each, search=each.search or each.words["en"]) for each in file.question),
        tuple(ChainKeyFigures(each.chain, each.figure) for each in file.chain),
    )


def _chain_problems(chain: _Chain, slugs: Sequence[str], chains: Sequence[_Chain]) -> Iterator[str]:
    """Check that a block is about a supply chain of the taxonomy, the only one about it, and fits on a card."""
    if chain.chain not in slugs:
        yield f"the taxonomy has no supply chain of this slug; write one of {', '.join(slugs)}"
    if sum(other.chain == chain.chain for other in chains) > 1:
        yield "another block is about the same supply chain; make one of the two"
    if not 1 <= len(chain.figure) <= MAX_FIGURES:
        yield f"must have 1 to {MAX_FIGURES} blocks [[chain.figure]], not {len(chain.figure)}"
    for figure in chain.figure:
        yield from _text_problems(figure.value)
        for value in [figure.value] if isinstance(figure.value, str) else figure.value.values():
            if len(value) > MAX_VALUE_LENGTH:
                yield f"the value {value!r} has more than {MAX_VALUE_LENGTH} characters; write the figure alone"
        yield from _entry_problems(figure)


def _entry_problems(entry: ExampleQuestion | KeyFigure) -> Iterator[str]:
    yield from _translation_problems(entry.words)
    if len(entry.search) > MAX_SEARCH_LENGTH:
        yield f"the search has more than {MAX_SEARCH_LENGTH} characters; make it shorter"


def _text_problems(words: str | Translations) -> Iterator[str]:
    """Check a text that is the same in all languages, or given by language."""
    if not isinstance(words, str):
        yield from _translation_problems(words)


def _translation_problems(words: Mapping[str, str]) -> Iterator[str]:
    """Check the languages of a text: English is required, the others of the taxonomy are optional."""
    if "en" not in words:
        yield "'en' is missing; add it"
    for language in words.keys() - {*LABEL_LANGUAGES}:
        yield f"unknown key {language!r}; correct or remove it (known: {', '.join(LABEL_LANGUAGES)})"
