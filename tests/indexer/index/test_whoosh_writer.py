"""The Whoosh index written past Whoosh's own analysis, read with Whoosh's own reader."""

import shutil
from collections import Counter
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.index import open_dir

from indexer.index.image_file import IMAGE, whoosh_segment_names, write_checksums
from indexer.index.image_writer import ImageWriter
from indexer.index.record_file import DocumentRecords
from indexer.index.schema import EXACT_FIELD, FIELDS, POSITION_FIELDS
from indexer.index.whoosh_writer import write_whoosh
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.source import Source
from indexer.segments.segment import DocumentSegment, FieldTerms, TextLayout

WORDS = ["a", "é", "nam", "ở", "z" * 300]

terms = st.lists(st.sampled_from(WORDS), max_size=40)
passages = st.lists(
    # a term of the body is at a word of the text
    st.fixed_dictionaries(dict.fromkeys(FIELDS, terms)).map(lambda fields: fields | {"body": fields["exact"][::-1]}),
    min_size=1,
    max_size=12,
)

Passages = list[dict[str, list[str]]]


def packed(*values: int) -> bytes:
    return np.array(values, np.uint32).tobytes()


def segment_of(passages: Passages) -> DocumentSegment:
    """The segment of a document whose passages have these terms, each at its place in its list."""
    fields = {}
    for name in FIELDS:
        found = [each[name] for each in passages]
        counts = packed(*map(len, found))
        positions = packed(*(place for each in found for place in range(len(each)))) if name != EXACT_FIELD else b""
        numbers = packed(*(WORDS.index(term) for each in found for term in each))
        fields[name] = FieldTerms(counts, counts, numbers, positions if name in POSITION_FIELDS else b"")
    nothing = packed(*[0] * len(passages))
    document = Document(Source("d", "D", "guide"), "", "", (), (), (), 0, len(passages))
    texts = [Passage(str(place), place, "d", "en", (), "", (), {}) for place in range(len(passages))]
    layout = TextLayout(nothing, b"", b"", b"")
    return DocumentSegment(document, {}, tuple(texts), DocumentRecords(), tuple(WORDS), fields, layout, {})


def write(folder: Path, *documents: Passages) -> Path:
    """Writes an image and a Whoosh index of these documents; gives the folder of the latter."""
    shutil.rmtree(folder, ignore_errors=True)
    whoosh = folder / "whoosh"
    whoosh.mkdir(parents=True)
    writer = ImageWriter()
    for document in documents:
        writer.add(segment_of(document))
    lengths = writer.write(folder)
    segments = write_checksums(folder / IMAGE, dict.fromkeys(FIELDS, 1.0), sum(map(len, documents)))
    write_whoosh(whoosh, folder / IMAGE, segments, lengths)
    assert whoosh_segment_names(whoosh) == segments
    return whoosh


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(passages)
def test_whoosh_reads_what_was_written(tmp_path: Path, passages: Passages) -> None:
    """Each passage has its terms with their frequencies and positions, and each field its length, in two documents."""
    half = len(passages) // 2
    index = open_dir(write(tmp_path / "index", passages[:half], passages[half:]))
    with index.reader() as reader:
        assert reader.doc_count_all() == len(passages)
        for name in FIELDS:
            assert reader.field_length(name) == sum(len(fields[name]) for fields in passages)
            found: dict[tuple[int, str], list[int] | int] = {}
            for term in reader.lexicon(name):
                matcher = reader.postings(name, term.decode())
                while matcher.is_active():
                    what = "positions" if name in POSITION_FIELDS else "frequency"
                    found[matcher.id(), term.decode()] = matcher.value_as(what)
                    assert matcher.weight() == matcher.value_as("frequency")
                    matcher.next()
            assert found == expected(passages, name)
    index.close()


def expected(passages: Passages, name: str) -> dict[tuple[int, str], list[int] | int]:
    """The positions of each term in each passage, or how often it is there."""
    found: dict[tuple[int, str], list[int] | int] = {}
    for ordinal, fields in enumerate(passages):
        for term, count in Counter(fields[name]).items():
            positions = [position for position, other in enumerate(fields[name]) if other == term]
            found[ordinal, term] = positions if name in POSITION_FIELDS else count
    return found


def test_terms_of_many_passages_have_several_blocks(tmp_path: Path) -> None:
    """Every posting of a term that more passages contain than a block has."""
    passages = [dict.fromkeys(FIELDS, ["a"] * (1 + place % 3)) for place in range(1_300)]
    index = open_dir(write(tmp_path / "index", passages))
    with index.reader() as reader:
        matcher = reader.postings("body", "a")
        for place in range(1_300):
            assert (matcher.id(), matcher.value_as("positions")) == (place, list(range(1 + place % 3)))
            matcher.next()
        assert not matcher.is_active()
        lengths = [reader.doc_field_length(place, "body") for place in range(4)]
        assert lengths == [1, 2, 3, 1]
    index.close()


def test_the_same_passages_make_the_same_bytes(tmp_path: Path) -> None:
    """An index depends on its passages alone, not on when or by which process it was written."""
    documents = [{name: ["a", "nam", "a"] for name in FIELDS}], [{name: ["a"] * 300 for name in FIELDS}]
    one, two = (write(tmp_path / name, *documents) for name in ("one", "two"))
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in two.iterdir()
    }


def test_an_index_may_hold_nothing(tmp_path: Path) -> None:
    """An index without documents has no passages."""
    index = open_dir(write(tmp_path / "index"))
    assert index.doc_count_all() == 0
    index.close()
