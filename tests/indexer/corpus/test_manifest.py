import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.corpus.manifest import Manifest, create_source, load_manifest, match_source
from indexer.corpus.taxonomy import load_taxonomy
from indexer.errors import CorpusError
from indexer.records.source import Source
from indexer.records.taxonomy import Taxonomy, normalize_name
from tests.shared import SHARED, needs_shared

CORPUS = Path(__file__).resolve().parents[3] / "corpus"

SMALL = """
allowed_hosts = ["www.example.org"]

[[source]]
id = "annual-report"
title = "Annual report"
kind = "report"
year = 2024
languages = ["en", "pt-BR"]
countries = ["COL"]
page = "https://www.example.org/report.pdf"
text = "fetch"
also_titled = ["Informe anual"]

[[source]]
id = "about-annual-report"
title = "About the annual report"
kind = "briefing"
official = false
linked_from = ["annual-report"]
text = "shipped"
path = "about.md"
stands_in_for = ["annual-report"]
"""

ANNOTATION = re.compile(r"\s*\([^()]*\)$")
"""What a list adds to a title in brackets: the kind, the date, the place."""


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(CORPUS / "taxonomy.toml")


@pytest.fixture(scope="module")
def manifest(taxonomy: Taxonomy) -> Manifest:
    return load_manifest(CORPUS / "manifest.toml", taxonomy)


def load(folder: Path, text: str, taxonomy: Taxonomy) -> Manifest:
    (folder / "about.md").write_text("# About the annual report\n\nWords.\n", encoding="utf-8")
    path = folder / "manifest.toml"
    path.write_text(text, encoding="utf-8")
    return load_manifest(path, taxonomy)


def bare(title: str) -> str:
    return normalize_name(ANNOTATION.sub("", title))


def test_an_entry_becomes_a_source(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """Every key of an entry arrives in its record, and what is left out has its default."""
    small = load(tmp_path, SMALL, taxonomy)
    assert small.allowed_hosts == ("www.example.org",)
    assert small.sources[0] == Source(
        id="annual-report",
        title="Annual report",
        kind="report",
        year=2024,
        languages=("en", "pt-BR"),
        countries=("COL",),
        url="https://www.example.org/report.pdf",
        text="fetch",
        also_titled=("Informe anual",),
    )
    assert small.by_id["about-annual-report"].stands_in_for == ("annual-report",)
    assert not small.by_id["about-annual-report"].official


def test_the_report_is_the_first_source(manifest: Manifest) -> None:
    """The corpus is about one report on five countries and five sectors; its own text is not shipped."""
    report = manifest.sources[0]
    assert (report.id, report.year, report.text) == ("supply-chains-report", 2023, "unknown")
    assert report.countries == ("COL", "MDG", "MYS", "NAM", "VNM")
    assert report.sectors == ("coffee", "textiles", "rubber-gloves", "fisheries", "electronics")


@needs_shared
def test_every_publication_of_the_list_is_in_the_manifest(manifest: Manifest) -> None:
    """Each row has a source with the same title, year and languages, and its address where that was confirmed."""
    lines = (SHARED / "corpus" / "manifest.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for row in csv.DictReader(lines, delimiter="\t"):
        titles = {normalize_name(row["title"]), bare(row["title"])}
        matching = [
            source
            for source in manifest.sources
            if source.official
            and source.id != "supply-chains-report"
            and titles & {*map(normalize_name, (source.title, *source.also_titled)), bare(source.title)}
            and (source.url == row["landing_url"] if row["landing_url"] else source.url is None)
        ]
        assert len(matching) == 1, row["title"]
        (source,) = matching
        assert source.year == (int(row["year"]) if row["year"] else None), source.id
        assert set(source.languages) == set(row["language"].replace("?", "").split(";")), source.id
        assert source.text == ("unknown" if row["address_status"] == "not_found" else "fetch"), source.id
        found.append(source.id)
    assert len(set(found)) == len(found) == 80


def test_our_own_texts_say_so(manifest: Manifest) -> None:
    """The briefing and the cards are shipped, not official, under our licence, and stand in for official sources."""
    ours = [source for source in manifest.sources if source.text == "shipped"]
    assert ours == [source for source in manifest.sources if not source.official]
    assert len([source for source in ours if source.kind == "briefing"]) == 6
    for source in ours:
        assert (source.publisher, source.licence) == ("Verbatim", "MIT")
        assert source.stands_in_for
        assert all(manifest.by_id[name].official for name in source.stands_in_for)


def test_every_shipped_file_is_in_the_manifest_under_its_own_title(manifest: Manifest) -> None:
    """No file of the briefing is left out, and each one's first heading is the title that readers are shown."""
    titles = {source.path: source.title for source in manifest.sources if source.path}
    files = {
        file.relative_to(CORPUS).as_posix(): file.read_text(encoding="utf-8").splitlines()[0]
        for file in (CORPUS / "briefing").rglob("*.md")
    }
    assert files == {path: f"# {title}" for path, title in titles.items()}


@pytest.mark.parametrize(
    ("file_name", "title", "expected"),
    [
        ("supply-chains-report.pdf", None, "supply-chains-report"),
        ("supply-chains-report.md", "Something else", "supply-chains-report"),
        ("report.pdf", "Wage survey", None),
        ("deep/down/Coffee toolkit_Colombia.PDF", None, "coffee-toolkit-colombia"),
        ("wcms_1.pdf", "SUSTAINABLE SUPPLY CHAINS TO BUILD FORWARD BETTER", "supply-chains-report"),
        (
            "wcms_2.pdf",
            "Namibia Field Guide on Labour Inspection On Board Fishing Vessels",
            "fisheries-field-guide-namibia",
        ),
        (
            "wcms_3.pdf",
            "Chuỗi cung ứng điện tử Việt Nam: thách thức và cơ hội đối với việc làm thoả đáng",
            "electronics-research-viet-nam-vi",
        ),
        ("card-coffee-toolkit-colombia.md", None, "card-coffee-toolkit-colombia"),
        ("report-2.pdf", None, None),
        ("survey.pdf", "Wage survey", None),
        ("survey.pdf", "", None),
    ],
)
def test_a_file_is_matched_by_its_name_then_by_its_title(
    manifest: Manifest, file_name: str, title: str | None, expected: str | None
) -> None:
    """The file's name decides first, then the document's own title; case, accents and punctuation do not count."""
    found = match_source(manifest, file_name, title)
    assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("file_name", "title", "taken", "expected_id", "expected_title"),
    [
        ("Wage survey_2024.pdf", None, set(), "wage-survey-2024", "Wage survey 2024"),
        ("in/wages.pdf", " Wages ", set(), "wages", "Wages"),
        ("wages.pdf", "", {"wages"}, "wages-2", "Wages"),
        ("wages.pdf", None, {"wages", "wages-2"}, "wages-3", "Wages"),
        ("Điều tra tiền lương.pdf", None, set(), "dieu-tra-tien-luong", "Điều tra tiền lương"),
        ("___.pdf", None, set(), "document-bda25155", "___.pdf"),
        ("x" * 80 + ".txt", None, set(), "x" * 60, "X" + "x" * 79),
    ],
)
def test_a_file_without_an_entry_gets_a_source(
    file_name: str, title: str | None, taken: set[str], expected_id: str, expected_title: str
) -> None:
    """Its id is a free slug of its name, its title the document's or the readable name, its kind plain document."""
    source = create_source(file_name, title, taken)
    assert (source.id, source.title) == (expected_id, expected_title)
    assert (source.kind, source.official, source.text, source.url) == ("document", True, "unknown", None)


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1), st.integers(0, 5))
def test_any_file_name_gives_a_free_id_that_is_always_the_same(name: str, others: int) -> None:
    """Ids hold only lower-case letters, digits and hyphens, are never taken, and depend on nothing but the input."""
    taken: set[str] = set()
    for _ in range(others):
        taken.add(create_source(name, None, taken).id)
    source = create_source(name, None, taken)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source.id)
    assert source.id not in taken
    assert source.title.strip()
    assert source == create_source(name, None, taken)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[[source]]", "host = 1\n[[source]]", "unknown key 'host'"),
        ('title = "Annual report"', "", "source 'annual-report': 'title' is missing"),
        ('id = "annual-report"', "", "source 1: 'id' is missing"),
        ('id = "annual-report"', 'id = "Annual"', "the id must be lower-case words joined by hyphens"),
        ('id = "annual-report"', 'id = "about-annual-report"', "another source has the same id"),
        ('"About the annual report"', '"informe ANUAL"', "the title 'informe ANUAL' is also that of 'annual-report'"),
        ("year = 2024", 'year = "2024"', "'year' must be a whole number"),
        ("year = 2024", "published = 2024", "unknown key 'published'; correct or remove it (known: also_titled"),
        ('kind = "report"', 'kind = "novel"', "the taxonomy has no kind 'novel'; add it there or write one of report"),
        ('kind = "report"', 'kind = "Informe"', "the kind 'Informe' must be written 'report'"),
        ('["COL"]', '["Colombia"]', "the country 'Colombia' must be written 'COL'"),
        ('["COL"]', '["XYZ"]', "the taxonomy has no country 'XYZ'"),
        ("year = 2024", 'sectors = ["garment"]', "the sector 'garment' must be written 'textiles'"),
        ('"pt-BR"', '"English"', "'English' is not a language code; write one such as en"),
        ('linked_from = ["annual', 'linked_from = ["other', "linked_from names 'other-report', which no source has"),
        ('for = ["annual', 'for = ["about-annual', "stands_in_for names the source itself"),
        ('text = "fetch"', 'text = "later"', "text is 'later'; write one of fetch, shipped, unknown"),
        ('page = "https://www.example.org/report.pdf"', "", 'text = "fetch" needs a page'),
        ("https://www.example.org/", "ftp://www.example.org/", "must be an address that starts with https://"),
        ("https://www.example.org/", "https://example.com/", "its page is on 'example.com', which is not in allowed"),
        ('path = "about.md"', "", 'text = "shipped" needs the path of the file'),
        ('path = "about.md"', 'path = "none.md"', "there is no file 'none.md'; add it or correct the path"),
        ('path = "about.md"', 'path = "../about.md"', "leads out of the corpus folder"),
        ('text = "shipped"', 'text = "unknown"', 'only a source with text = "shipped" has a path'),
        ("official = false", 'official = "no"', "'official' must be true or false"),
    ],
)
def test_a_mistake_in_the_file_is_an_error_that_names_it(
    tmp_path: Path, taxonomy: Taxonomy, old: str, new: str, message: str
) -> None:
    """Missing, unknown or contradictory entries are refused with the source, the key and the remedy."""
    assert old in SMALL
    with pytest.raises(CorpusError) as caught:
        load(tmp_path, SMALL.replace(old, new, 1), taxonomy)
    assert str(caught.value).startswith("manifest.toml")
    assert message in str(caught.value)
