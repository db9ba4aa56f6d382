"""Countries, sectors, chains, topics and audiences of passages."""

import pytest

from indexer.corpus.taxonomy import load_taxonomy
from indexer.documents.main_country import Front
from indexer.documents.passages import PassageDraft
from indexer.documents.tagging import NO_FRONT, Tagger
from indexer.records.passage import Tags
from indexer.records.source import Source
from indexer.settings import ROOT

REPORT = Source("r", "A report", "report", countries=("COL", "NAM"), sectors=("coffee", "fisheries"))


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger(load_taxonomy(ROOT / "corpus" / "taxonomy.toml"))


def tag(tagger: Tagger, source: Source, passages: list[PassageDraft], front: Front = NO_FRONT) -> list[Tags]:
    return list(tagger.tag(source, passages, front).passages)


def drafts(*texts: str, section: tuple[str, ...] = ()) -> list[PassageDraft]:
    return [PassageDraft(section, text, ()) for text in texts]


def test_a_passage_that_names_nothing_takes_the_country_of_its_neighbours(tagger: Tagger) -> None:
    """Between passages on coffee in Colombia, one that names neither is tagged with both."""
    tags = tag(
        tagger,
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
    tags = tag(
        tagger,
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
    tags = tag(
        tagger,
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
    (tags,) = tag(tagger, leaflet, drafts("Wear a life jacket."))
    assert (tags["country"], tags["sector"], tags["chain"]) == (
        ("NAM",),
        ("fisheries",),
        ("fisheries-namibia",),
    )


def test_a_document_that_names_one_country_is_about_it(tagger: Tagger) -> None:
    """Without the manifest's word, a country that alone is named, and often enough, holds throughout."""
    unknown = Source("u", "U", "document")
    short = drafts("A visit to a farm in Colombia.", "The inspector asks questions.", "A report is written.")
    assert [tags["country"] for tags in tag(tagger, unknown, short)] == [("COL",)] * 3
    long = drafts("A visit to a farm in Colombia.", *["The inspector asks questions."] * 30)
    assert tag(tagger, unknown, long)[-1]["country"] == ()
    mixed = drafts("A visit to Colombia.", "A visit to Namibia.", "A report is written.")
    assert tag(tagger, unknown, mixed)[-1]["country"] == ()


def test_headings_speak_for_their_passages(tagger: Tagger) -> None:
    """A country in the section path tags the passage."""
    (tags,) = tag(tagger, Source("d", "D", "document"), drafts("Exports grew.", section=("Madagascar",)))
    assert tags["country"] == ("MDG",)


def test_coming_back_to_the_title_ends_a_country(tagger: Tagger) -> None:
    """Text under a repeated document title, after the sections, is about no single country."""
    section = drafts("Namibian fisheries are inspected in Namibia.", "Inspectors are trained.", section=("Areas",))
    tags = tag(tagger, REPORT, [*section, *drafts("To learn more, write to us.")])
    assert [each["country"] for each in tags] == [("NAM",), ("NAM",), ()]


def test_topics_and_audiences_are_what_the_passage_names(tagger: Tagger) -> None:
    """Topics and audiences come from the passage and its headings alone, not from its neighbours."""
    first, second = tag(
        tagger,
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
    assert tag(tagger, REPORT, []) == []
    assert tagger.subject_changes([]) == set()


def test_the_country_of_the_title_holds_throughout(tagger: Tagger) -> None:
    """A report on a country that the corpus does not describe has it on every passage; another stays with its own."""
    survey = Source("s", "Malawi Labour Force Survey", "document")
    tagged = tagger.tag(survey, drafts("Wages rose.", "They rose in Zambia too.", "They fell again."))
    assert [tags["country"] for tags in tagged.passages] == [("MWI",), ("MWI", "ZMB"), ("MWI",)]
    assert (tagged.countries, tagged.origin) == (("MWI",), "title")


def test_a_survey_of_all_sectors_is_not_about_one(tagger: Tagger) -> None:
    """That agriculture is the only sector that some passages name does not make the others about it."""
    survey = Source("s", "Labour Force Survey", "document")
    tags = tag(tagger, survey, drafts("Agriculture employs half of them.", *["Hours of work were counted."] * 9))
    assert [each["sector"] for each in tags[1:]] == [()] * 9


def test_lists_of_other_text_have_no_topic(tagger: Tagger) -> None:
    """A passage of references names topics that it is not about."""
    reference = PassageDraft((), "ILO. Worst forms of child labour. Geneva.", (), demoted=True)
    assert tag(tagger, Source("d", "D", "document"), [reference])[0]["topic"] == ()


def test_other_countries_tag_only_what_names_them(tagger: Tagger) -> None:
    """In an overview, passages after one on a country that the corpus does not describe do not take it over."""
    texts = ("Peru, Peru and Peru. The Peruvian survey.", "Wages rose.", "Chile and Ghana.", "Wages fell.", "Kenya.")
    tags = tag(tagger, Source("o", "Overview", "document"), drafts(*texts))
    assert [set(each["country"]) for each in tags] == [{"PER"}, set(), {"CHL", "GHA"}, set(), {"KEN"}]
