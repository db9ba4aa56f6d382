"""The stop words of jusText."""

from trafilatura import external

from indexer.read.html.stop_words import read_stop_words


def test_they_are_the_same_as_without_reading_ahead() -> None:
    """Trafilatura gets the words that it would read itself."""
    own = external.jt_stoplist_init
    expected = set(own())
    try:
        read_stop_words()
        assert set(external.jt_stoplist_init()) == expected
        assert len(expected) > 1_000
    finally:
        external.jt_stoplist_init = own
