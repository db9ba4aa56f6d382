"""Countries, sectors, chains, topics and audiences of passages."""

import pytest

from indexer.corpus.taxonomy import load_taxonomy
from indexer.documents.passages import PassageDraft
from indexer.documents.tagging import Tagger
from indexer.records.source import Source
from indexer.settings import ROOT

REPORT = Source("r", "A report", "report", countries=("COL", "NAM"), sectors=("coffee", "fisheries"))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_taxonomy(ROOT / "corpus" / "taxonomy.toml"))


def drafts(*texts: str, section: tuple[str, ...] = ()) -> list[PassageDraft]:
    return [PassageDraft(section, text, ()) for text in texts]


def test_a_passage_that_names_nothing_takes_the_country_of_its_neighbours(tagger: Tagger) -> None:
    """Between passages on coffee in Colombia, one that names neither is tagged with both."""
    tags = tagger.tag(
        REPORT,
        drafts(
            "Coffee is grown in Colombia, and coffee is picked there.",
            "Thirty people were certified as trainers.",
            "The Colombian coffee growers took part.",
        ),
    )
    assert [each["country"] for each in tags] == [("COL",)] * 3
    assert tags[1]["sector"] == ("coffee",)
    assert tags[1]["chain"] == ("coffee-colombia",)


def test_the_general_part_of_a_document_has_no_country(tagger: Tagger) -> None:
    """Passages before the first that names a country belong to none, although the document is about two."""
    tags = tagger.tag(
        REPORT,
        drafts(
            "Supply chains create jobs.",
            "The organization has many members.",
            "In Namibia, fishers work at sea. The Namibian fisheries are large.",
            "They are proud of it.",
            "Read more about the results in Namibia.",
        ),
    )
    assert [each["country"] for each in tags] == [(), (), ("NAM",), ("NAM",), ("NAM",)]


def test_a_passing_mention_does_not_move_the_neighbours(tagger: Tagger) -> None:
    """A passage that names another country has both; the next has only the one it is about."""
    tags = tagger.tag(
        REPORT,
        drafts(
            "Fishing in Namibia is regulated. Namibian vessels are inspected.",
            "Inspectors in Namibia compared their work with that of Viet Nam.",
            "Inspections continue.",
            "Namibian fisheries are inspected.",
        ),
    )
    assert set(tags[1]["country"]) == {"NAM", "VNM"}
    assert tags[2]["country"] == ("NAM",)


def test_a_document_about_one_country_gives_it_to_every_passage(tagger: Tagger) -> None:
    """The manifest's only country and sector hold throughout."""
    leaflet = Source("l", "Leaflet", "leaflet", countries=("NAM",), sectors=("fisheries",))
    (tags,) = tagger.tag(leaflet, drafts("Wear a life jacket."))
    assert (tags["country"], tags["sector"], tags["chain"]) == (
        ("NAM",),
        ("fisheries",),
        ("fisheries-namibia",),
    )


def test_a_document_that_names_one_country_is_about_it(tagger: Tagger) -> None:
    """Without the manifest's word, a country that alone is named, and often enough, holds throughout."""
    unknown = Source("u", "U", "document")
    short = drafts("A visit to a farm in Colombia.", "The inspector asks questions.", "A report is written.")
    assert [tags["country"] for tags in tagger.tag(unknown, short)] == [("COL",)] * 3
    long = drafts("A visit to a farm in Colombia.", *["The inspector asks questions."] * 30)
    assert tagger.tag(unknown, long)[-1]["country"] == ()
    mixed = drafts("A visit to Colombia.", "A visit to Namibia.", "A report is written.")
    assert tagger.tag(unknown, mixed)[-1]["country"] == ()


def test_headings_speak_for_their_passages(tagger: Tagger) -> None:
    """A country in the section path tags the passage."""
    (tags,) = tagger.tag(Source("d", "D", "document"), drafts("Exports grew.", section=("Madagascar",)))
    assert tags["country"] == ("MDG",)


def test_coming_back_to_the_title_ends_a_country(tagger: Tagger) -> None:
    """Text under a repeated document title, after the sections, is about no single country."""
    section = drafts("Namibian fisheries are inspected in Namibia.", "Inspectors are trained.", section=("Areas",))
    tags = tagger.tag(REPORT, [*section, *drafts("To learn more, write to us.")])
    assert [each["country"] for each in tags] == [("NAM",), ("NAM",), ()]


def test_topics_and_audiences_are_what_the_passage_names(tagger: Tagger) -> None:
    """Topics and audiences come from the passage and its headings alone, not from its neighbours."""
    first, second = tagger.tag(
        Source("d", "D", "document"),
        drafts("Employers were trained to prevent forced labour.", "Lunch was served at noon."),
    )
    assert "forced-labour" in first["topic"]
    assert "employers" in first["audience"]
    assert (second["topic"], second["audience"]) == ((), ())


def test_changes_of_subject_are_found(tagger: Tagger) -> None:
    """The places where a text turns from one supply chain to another."""
    texts = [
        "Coffee in Colombia is picked by hand. Colombian coffee is sold.",
        "Learn more about Colombia here.",
        "Rubber gloves from Malaysia are sold everywhere. Malaysian rubber gloves are exported.",
        "Workers come from abroad.",
    ]
    assert tagger.subject_changes(texts) == {2}


def test_no_passages_no_tags(tagger: Tagger) -> None:
    """A document without text is no error."""
    assert tagger.tag(REPORT, []) == []
    assert tagger.subject_changes([]) == set()
