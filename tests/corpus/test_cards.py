"""The cards: what a fresh machine says of each publication that the report links to."""

import re
from pathlib import Path

import pytest

from indexer.corpus.manifest import load_manifest
from indexer.corpus.taxonomy import load_taxonomy
from indexer.records.source import Source

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
TAXONOMY = load_taxonomy(CORPUS / "taxonomy.toml")
MANIFEST = load_manifest(CORPUS / "manifest.toml", TAXONOMY)

CARDS = [source for source in MANIFEST.sources if (source.path or "").startswith("briefing/cards/")]
LINKED = [source for source in MANIFEST.sources if source.official and "supply-chains-report" in source.linked_from]

ADDRESS = re.compile(r"<(https://[^>\s]+)>")
LANGUAGE_NAMES = {"en": "English", "es": "Spanish", "fr": "French", "vi": "Vietnamese"}
FEWEST_WORDS, MOST_WORDS = 60, 150


def paragraphs(card: Source) -> list[str]:
    """The card's paragraphs without its heading."""
    return (CORPUS / str(card.path)).read_text(encoding="utf-8").strip().split("\n\n")[1:]


def described(card: Source) -> Source:
    """The publication that a card is about."""
    return MANIFEST.by_id[card.stands_in_for[0]]


def test_every_publication_that_the_report_links_to_has_a_card() -> None:
    """A reader finds out about each of them on a machine that has fetched nothing yet."""
    assert {source.id for source in LINKED} <= {name for card in CARDS for name in card.stands_in_for}


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_says_first_that_it_is_ours(card: Source) -> None:
    """No card can be taken for the publication it describes: its name, title and first words say what it is."""
    assert card.id == f"card-{described(card).id}"
    assert card.title.startswith("About the ")
    assert paragraphs(card)[0].startswith("This card is Verbatim's own text, not ")


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_says_what_for_whom_and_where(card: Source) -> None:
    """A short card has a description, then the publication's audience, then where to get it."""
    *what, whom, where = paragraphs(card)
    assert what
    assert whom.startswith("For whom: ")
    assert where.startswith("Where to get it: ")
    words = ADDRESS.sub("", " ".join(paragraphs(card))).split()
    assert FEWEST_WORDS <= len(words) <= MOST_WORDS


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_names_the_language_of_the_publication(card: Source) -> None:
    """Readers know before they go there which language awaits them."""
    text = " ".join(paragraphs(card))
    assert LANGUAGE_NAMES[described(card).languages[0]] in text


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_a_card_gives_the_address_or_says_that_none_is_known(card: Source) -> None:
    """The card has the publication's URL, or says that none is known and where to ask."""
    where = paragraphs(card)[-1]
    addresses = ADDRESS.findall(where)
    assert set(addresses) <= {source.url for source in MANIFEST.sources}
    assert addresses
    url = described(card).url
    if url:
        assert url in addresses
    else:
        assert re.search(r"no confirmed address|[Nn]either address is known", where)


@pytest.mark.parametrize("card", [card for card in CARDS if card.countries], ids=lambda card: card.id)
def test_each_paragraph_of_a_card_names_its_country(card: Source) -> None:
    """A paragraph that is read alone, as a search result is, still names its country."""
    names = TAXONOMY.facets["country"]
    value = names.find(card.countries[0])
    assert value is not None
    for paragraph in paragraphs(card):
        if not paragraph.startswith("Where to get it: "):
            assert any(name in paragraph for name in (*value.names, *value.evidence)), paragraph
