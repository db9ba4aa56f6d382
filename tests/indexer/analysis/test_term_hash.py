"""Words as numbers."""

from indexer.analysis.term_hash import NO_TERM, term_hash


def test_numbers_depend_on_the_letters_alone() -> None:
    """A word has the same number in every process and index, in 32 bits, and none has that of no word."""
    assert term_hash("123456789") == 0xCBF43926  # the check value of CRC-32
    assert 0 < term_hash("") < 1 << 32
    assert term_hash("lão") != term_hash("lao") != NO_TERM
