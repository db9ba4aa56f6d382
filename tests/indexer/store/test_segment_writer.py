"""Segments written past Whoosh's own analysis, read with Whoosh's own reader."""

from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir

from indexer.store.schema import EXACT_FIELD, PLACED_FIELDS, STEMMED_FIELDS
from indexer.store.segment_writer import SegmentWriter

FIELDS = (*STEMMED_FIELDS, EXACT_FIELD)

terms = st.lists(st.sampled_from(["a", "é", "nam", "ở", "z" * 300]), max_size=40)
passages = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, terms)), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(passages)
def test_whoosh_reads_what_was_written(tmp_path: Path, passages: list[dict[str, list[str]]]) -> None:
    """Each passage has its terms with their frequencies and places, and each field its length."""
    writer = SegmentWriter(fresh(tmp_path))
    for fields in passages:
        writer.add({name: [(term, place) for place, term in enumerate(terms)] for name, terms in fields.items()})
    writer.commit()
    index = open_dir(tmp_path / "whoosh")
    with index.reader() as reader:
        assert reader.doc_count_all() == len(passages)
        assert len(reader.leaf_readers()) == 1
        for name in FIELDS:
            assert reader.field_length(name) == sum(len(fields[name]) for fields in passages)
            held: dict[tuple[int, str], list[int] | int] = {}
            for term in reader.lexicon(name):
                matcher = reader.postings(name, term.decode())
                while matcher.is_active():
                    what = "positions" if name in PLACED_FIELDS else "frequency"
                    held[matcher.id(), term.decode()] = matcher.value_as(what)
                    assert matcher.weight() == matcher.value_as("frequency")
                    matcher.next()
            assert held == expected(passages, name)
    index.close()


def fresh(folder: Path) -> Path:
    """An empty folder for one example."""
    whoosh = folder / "whoosh"
    whoosh.mkdir(exist_ok=True)
    for path in whoosh.iterdir():
        path.unlink()
    return whoosh


def expected(passages: list[dict[str, list[str]]], name: str) -> dict[tuple[int, str], list[int] | int]:
    """The places of each term in each passage, or how often it stands there."""
    found: dict[tuple[int, str], list[int] | int] = {}
    for ordinal, fields in enumerate(passages):
        for term, count in Counter(fields[name]).items():
            places = [place for place, other in enumerate(fields[name]) if other == term]
            found[ordinal, term] = places if name in PLACED_FIELDS else count
    return found


def test_a_cancelled_segment_is_none(tmp_path: Path) -> None:
    """What was added is gone, and no file of it is left open."""
    writer = SegmentWriter(tmp_path)
    writer.add({"exact": [("a", 0)]})
    writer.cancel()
    index = open_dir(tmp_path)
    assert index.doc_count_all() == 0
    index.close()
