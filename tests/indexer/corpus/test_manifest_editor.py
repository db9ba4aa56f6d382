"""Writing metadata into the manifest's file."""

from pathlib import Path

import pytest

from indexer.corpus.manifest import load_manifest
from indexer.corpus.manifest_editor import Value, write_source
from indexer.corpus.taxonomy import load_taxonomy
from indexer.errors import CorpusError
from indexer.records.taxonomy import Taxonomy

CORPUS = Path(__file__).resolve().parents[3] / "corpus"

MANIFEST = """# The manifest of a test.
allowed_hosts = []

[[source]]
id = "nets"
title = "Nets"   # as published
kind = "report"
countries = [
    "COL",   # the coast
    "NAM",
]

# Boats, which are next.
[[source]]
id = "boats"
title = "Boats"
kind = "report"
"""


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy(CORPUS / "taxonomy.toml")


def written(folder: Path, taxonomy: Taxonomy, identity: str, values: dict[str, Value]) -> str:
    path = folder / "manifest.toml"
    path.write_text(MANIFEST, encoding="utf-8")
    write_source(path, taxonomy, identity, values)
    return path.read_text(encoding="utf-8")


def test_keys_of_a_source_are_corrected(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """A key is replaced, over several lines too, or added; all other lines and comments stay."""
    values: dict[str, Value] = {"title": 'Nets "and" boats', "countries": ["MWI"], "year": 2019, "publisher": "Nguyễn"}
    text = written(tmp_path, taxonomy, "nets", values)
    source = load_manifest(tmp_path / "manifest.toml", taxonomy).by_id["nets"]
    assert (source.title, source.countries, source.year) == ('Nets "and" boats', ("MWI",), 2019)
    assert source.publisher == "Nguyễn"
    assert text.startswith("# The manifest of a test.\n")
    assert text.endswith(MANIFEST[MANIFEST.index("# Boats") :])


def test_a_source_is_added(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """One that is not there comes last."""
    text = written(tmp_path, taxonomy, "sheds", {"title": "Sheds", "kind": "report", "languages": ["en"]})
    assert text.startswith(MANIFEST)
    assert load_manifest(tmp_path / "manifest.toml", taxonomy).sources[-1].languages == ("en",)


def test_an_invalid_manifest_is_not_written(tmp_path: Path, taxonomy: Taxonomy) -> None:
    """The file stays as it was, without a draft beside it."""
    with pytest.raises(CorpusError, match="the title 'Boats' is also that of"):
        written(tmp_path, taxonomy, "nets", {"title": "Boats"})
    assert (tmp_path / "manifest.toml").read_text(encoding="utf-8") == MANIFEST
    assert [each.name for each in tmp_path.iterdir()] == ["manifest.toml"]
