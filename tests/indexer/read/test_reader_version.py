"""The version of reading."""

from importlib.metadata import version

from indexer.read.reader_version import LIBRARIES, reading_version


def test_it_is_one_and_short() -> None:
    """The same each time, in digits that a file name can have."""
    assert reading_version() == reading_version()
    assert len(reading_version()) == 16
    assert int(reading_version(), 16) >= 0


def test_its_libraries_are_those_installed() -> None:
    """Each is a package that is there, so that a new version of it counts."""
    assert all(version(name) for name in LIBRARIES)
