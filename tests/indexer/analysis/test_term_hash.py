"""Words as numbers."""

from indexer.analysis.term_hash import NONE, number_of


def test_numbers_depend_on_the_letters_alone() -> None:
    """A word has the same number in every process and index, in 32 bits, and none has that of no word."""
    assert number_of("123456789") == 0xCBF43926  # the check value of CRC-32
    assert 0 < number_of("") < 1 << 32
    assert number_of("lão") != number_of("lao") != NONE
