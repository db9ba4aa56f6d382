"""A reading's way from the child to the parent."""

import pytest

from indexer.errors import ReadingError
from indexer.read.sandbox.protocol import decode_reading, encode_error, encode_reading
from indexer.records.reading import Block, Link, PageLabel, Part, Reading

READING = Reading(
    title="Harbours – été",
    pages=(PageLabel(1, "i"), PageLabel(2, "1")),
    blocks=(Block("heading", (Part(1, "Boats"),), 1), Block("item", (Part(1, "a "), Part(2, "b")), gap_before=True)),
    links=(Link(2, "https://example.org", "b"),),
    language="fr",
    warnings=("a warning",),
)


def test_round_trip() -> None:
    """A reading arrives as it was sent."""
    assert decode_reading(encode_reading(READING)) == READING


def test_error() -> None:
    """A reason arrives with its stage."""
    with pytest.raises(ReadingError, match="is empty") as caught:
        decode_reading(encode_error(ReadingError("is empty", "open")))
    assert caught.value.stage == "open"


@pytest.mark.parametrize(
    ("sent", "forged"),
    [
        (b'"kind":"heading"', b'"kind":"script"'),
        (b'"page":2', b'"page":3'),
        (b'"page":1', b'"page":true'),
        (b'"number":2', b'"number":7'),
        (b'"anchor_text":"b"', b'"anchor_text":["b"]'),
        (b'"gap_before":true', b'"gap_before":1'),
        (b'"reading"', b'"nothing"'),
        (b"{", b""),
    ],
)
def test_nonsense(sent: bytes, forged: bytes) -> None:
    """An answer that is no reading is refused, whatever part of it is wrong."""
    with pytest.raises(ReadingError, match="the reader returned an invalid response"):
        decode_reading(encode_reading(READING).replace(sent, forged, 1))
