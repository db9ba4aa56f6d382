"""Segments decoded in bulk, against Whoosh's own reader."""

import random
from pathlib import Path

import pytest
from whoosh.index import create_in, open_dir

from indexer.errors import BuildError
from indexer.index.schema import EXACT_FIELD, POSITION_FIELDS, STEMMED_FIELDS, schema
from indexer.index.segment_reader import Segment
from indexer.index.segment_writer import SegmentWriter, write_contents

PASSAGES = 700
"""Enough for terms with several blocks of postings, of which Whoosh puts 128 into one."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index in which terms are held by one passage, by some and by all, once and often."""
    path = tmp_path_factory.mktemp("whoosh")
    chance = random.Random(7)
    writer = SegmentWriter()
    for ordinal in range(PASSAGES):
        words = ["all", *chance.choices(["many", "some", "é", "ở"], [9, 5, 2, 1], k=chance.randrange(1, 30))]
        words += ["all"] * (ordinal % 3) + ([f"only{ordinal}"] if ordinal % 50 == 0 else [])
        terms = [(word, place * 3) for place, word in enumerate(words)]
        writer.add(dict.fromkeys((*STEMMED_FIELDS, EXACT_FIELD), terms if ordinal % 7 else []))
    write_contents(path, [("only", PASSAGES, writer.write(path, "only"))])
    return path


@pytest.mark.parametrize("name", [*STEMMED_FIELDS, EXACT_FIELD])
def test_postings_are_those_that_whoosh_reads(folder: Path, name: str) -> None:
    """Every posting of every term, with its frequency and its places where the field holds them."""
    placed = name in POSITION_FIELDS
    segment = Segment(folder)
    found = segment.field(name, placed=placed)
    index = open_dir(folder)
    with index.reader() as reader:
        assert found.terms == list(reader.lexicon(name))
        assert segment.count == PASSAGES
        assert segment.total_length(name) == reader.field_length(name)
        at = place = 0
        for term, held in zip(found.terms, found.held, strict=True):
            matcher = reader.postings(name, term.decode())
            for posting in range(at, at + held):
                assert found.ordinals[posting] == matcher.id()
                assert found.counts[posting] == matcher.weight()
                if placed:
                    places = list(found.places[place : place + found.counts[posting]])
                    assert places == matcher.value_as("positions")
                    place += len(places)
                matcher.next()
            assert not matcher.is_active()
            at += held
        assert at == len(found.ordinals)
        assert place == len(found.places)
    index.close()
    segment.close()


def test_lengths_are_bytes_as_whoosh_keeps_them(folder: Path) -> None:
    """Empty fields have the length 0."""
    segment = Segment(folder)
    lengths = segment.lengths("body")
    segment.close()
    assert len(lengths) == PASSAGES
    assert [length == 0 for length in lengths] == [ordinal % 7 == 0 for ordinal in range(PASSAGES)]


def test_several_segments_are_refused(tmp_path: Path) -> None:
    """What is decoded is one segment, whose numbers are the passages' ordinals in their portion."""
    index = create_in(tmp_path, schema())
    for _ in range(2):
        writer = index.writer()
        writer.add_document(body=["a"])
        writer.commit(merge=False)
    index.close()
    with pytest.raises(BuildError, match="2 segments"):
        Segment(tmp_path)
