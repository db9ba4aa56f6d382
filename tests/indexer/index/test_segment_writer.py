"""Segments written past Whoosh's own analysis, read with Whoosh's own reader."""

from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir

from indexer.index.schema import EXACT_FIELD, POSITION_FIELDS, STEMMED_FIELDS
from indexer.index.segment_writer import SegmentWriter, segment_file, write_contents

FIELDS = (*STEMMED_FIELDS, EXACT_FIELD)

terms = st.lists(st.sampled_from(["a", "é", "nam", "ở", "z" * 300]), max_size=40)
passages = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELDS, terms)), min_size=1, max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(passages)
def test_whoosh_reads_what_was_written(tmp_path: Path, passages: list[dict[str, list[str]]]) -> None:
    """Each passage has its terms with their frequencies and places, and each field its length, in two segments too."""
    half = len(passages) // 2
    parts = [(f"part{number}", part) for number, part in enumerate((passages[:half], passages[half:])) if part]
    whoosh = fresh(tmp_path)
    write_contents(whoosh, [(name, len(part), write(whoosh, name, part)) for name, part in parts])
    index = open_dir(whoosh)
    with index.reader() as reader:
        assert reader.doc_count_all() == len(passages)
        assert len(reader.leaf_readers()) == len(parts)
        for name in FIELDS:
            assert reader.field_length(name) == sum(len(fields[name]) for fields in passages)
            held: dict[tuple[int, str], list[int] | int] = {}
            for term in reader.lexicon(name):
                matcher = reader.postings(name, term.decode())
                while matcher.is_active():
                    what = "positions" if name in POSITION_FIELDS else "frequency"
                    held[matcher.id(), term.decode()] = matcher.value_as(what)
                    assert matcher.weight() == matcher.value_as("frequency")
                    matcher.next()
            assert held == expected(passages, name)
    index.close()


def write(folder: Path, name: str, passages: list[dict[str, list[str]]]) -> dict[str, int]:
    """Writes passages as one segment, each term at its place in its list."""
    writer = SegmentWriter()
    for fields in passages:
        writer.add({field: [(term, place) for place, term in enumerate(terms)] for field, terms in fields.items()})
    return writer.write(folder, name)


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
            found[ordinal, term] = places if name in POSITION_FIELDS else count
    return found


def test_the_same_passages_make_the_same_bytes(tmp_path: Path) -> None:
    """A segment depends on its passages and its name alone, not on when or by which process it was written."""
    passages = [{"exact": ["a", "b", "a"]}, {"exact": ["b"], "body": ["c"] * 300}]
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        assert write(folder, "same", passages) == {"body": 300, "exact": 4}
    one, two = ((folder / segment_file("same")).read_bytes() for folder in folders)
    assert one == two


def test_an_index_may_hold_nothing(tmp_path: Path) -> None:
    """An index without segments has no passages."""
    write_contents(tmp_path, [])
    index = open_dir(tmp_path)
    assert index.doc_count_all() == 0
    index.close()
