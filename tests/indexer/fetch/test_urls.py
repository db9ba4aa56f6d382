"""Which URLs count as one, and names derived from URLs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.fetch.urls import file_in_viewer, id_for_url, is_descriptive, is_file_url, moved_urls, url_key

ILO = "https://www.ilo.org"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.ilo.org/a/b.pdf",
        "https://WWW.ILO.ORG:443/a/b.pdf#page=3",
        "https://www.ilo.org/a/b.pdf/",
        " https://www.ilo.org/a/b.pdf ",
        "https://www.ilo.org/%61/b.pdf",
    ],
)
def test_one_address_in_many_ways(url: str) -> None:
    """Scheme, usual port, case of the host, fragment, escapes and a last slash make no difference."""
    assert url_key(url) == url_key(f"{ILO}/a/b.pdf")


@pytest.mark.parametrize(
    "url", [f"{ILO}/A/b.pdf", f"{ILO}/a/b.pdf?x=1", f"{ILO}:8443/a/b.pdf", "https://ilo.org/a/b.pdf"]
)
def test_other_addresses(url: str) -> None:
    """Case of the path, query, port and host do."""
    assert url_key(url) != url_key(f"{ILO}/a/b.pdf")


@pytest.mark.parametrize(
    "url",
    [
        f"{ILO}/asia/publications/WCMS_853094/lang--en/index.htm",
        "http://ilo.org/sector/wcms_853094/lang--vi/index.htm",
        f"{ILO}/wcmsp5/groups/public/---asia/---ro-bangkok/documents/publication/wcms_853094.pdf",
        f"{ILO}/sites/default/files/wcmsp5/groups/public/%40asia/documents/publication/wcms_853094.pdf#page=2",
    ],
)
def test_a_documents_number_is_its_key(url: str) -> None:
    """Page and file, old and moved, in every language of the menus, are one; other numbers are others."""
    assert url_key(url) == url_key(f"{ILO}/WCMS_853094/")
    assert url_key(url) != url_key(f"{ILO}/WCMS_853095/")


def test_files_that_have_moved() -> None:
    """The folders of an old file are written with @, under the new system's folder and without it."""
    path = "/wcmsp5/groups/public/---ed_emp/---emp_ent/documents/publication/wcms_1234.pdf"
    moved = "/wcmsp5/groups/public/@ed_emp/@emp_ent/documents/publication/wcms_1234.pdf"
    assert moved_urls(ILO + path) == (f"{ILO}/sites/default/files{moved}", ILO + moved)
    assert moved_urls(f"{ILO}/a/b.pdf") == moved_urls("words") == ()


@pytest.mark.parametrize(
    ("url", "file"),
    [
        (f"{ILO}/viewer.html?file=%2Fmedia%2F7%2Fdownload", f"{ILO}/media/7/download"),
        (f"{ILO}/reader/?id=3&url=https://b.example/x.pdf", "https://b.example/x.pdf"),
        (f"{ILO}/viewer#file=/x.pdf", f"{ILO}/x.pdf"),
        (f"{ILO}/search?url=/about", f"{ILO}/search?url=/about"),
        (f"{ILO}/x.pdf?path=1", f"{ILO}/x.pdf?path=1"),
    ],
)
def test_viewers_name_their_file(url: str, file: str) -> None:
    """The parameter of a viewer's URL is the file, if it looks like one."""
    assert file_in_viewer(url) == file


@pytest.mark.parametrize(
    ("url", "is_file"),
    [
        ("/media/373106/download", True),
        ("/sites/default/files/a.PDF", True),
        ("/a.docx", True),
        ("/download/17", True),
        ("/a.html", False),
        ("/media/373106", False),
        ("/publications/downloads-of-grain", False),
        ("http://[", False),
    ],
)
def test_urls_of_files(url: str, is_file: bool) -> None:  # noqa: FBT001  # a column of the table
    """By the name's ending, or as content management systems write a download."""
    assert is_file_url(url) is is_file


@pytest.mark.parametrize(
    "text", ["", "words", "mailto:a@b.example", "ftp://a.example/x", "https://", "http://[", "http://a:b/"]
)
def test_what_is_no_web_url_has_no_key(text: str) -> None:
    """Mail addresses, files and other texts have no key."""
    assert url_key(text) is None


@pytest.mark.parametrize(
    ("words", "telling"),
    [
        ("Toolkit for labour inspectors", True),
        ("Guía de inspección", True),
        ("here", False),
        ("Click here", False),
        ("read more", False),
        ("xem thêm", False),
        ("https://www.ilo.org/a toolkit for all", False),
        ("www.ilo.org/wcms5", False),
        ("[1]", False),
        ("", False),
        ("word " * 60, False),
    ],
)
def test_words_that_can_be_a_title(words: str, telling: bool) -> None:  # noqa: FBT001  # a column of the table
    """Two words that mean something, and not an address or a paragraph."""
    assert is_descriptive(words) is telling


@pytest.mark.parametrize(
    ("path", "words", "identity"),
    [
        ("/docs/Coffee_Toolkit%20ES.pdf", "here", "coffee-toolkit-es"),
        ("/sector/WCMS_863628/lang--en/index.htm", "Guide for glove makers", "guide-for-glove-makers"),
        ("/sector/WCMS_863628/lang--en/index.htm", "here", "wcms-863628"),
        ("/12345", "Guide for glove makers", "guide-for-glove-makers"),
        ("/", "here", "www-ilo-org"),
        ("/" + "very-long-name-" * 9, "x", "very-long-name-very-long-name-very-long-name-very-long-name"),
    ],
)
def test_ids_come_from_what_tells_most(path: str, words: str, identity: str) -> None:
    """The last part of the path, else the words, else another part, else the host."""
    assert id_for_url(ILO + path, words, set()) == identity


def test_ids_differ() -> None:
    """An id that others have gets a number."""
    assert id_for_url(f"{ILO}/guide.pdf", "", {"guide", "guide-2"}) == "guide-3"


@given(st.text(max_size=80), st.text(max_size=80))
def test_every_id_is_one(path: str, words: str) -> None:
    """Whatever the address and the words, the id is lower-case words joined by hyphens, fit for a file's name."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_for_url(f"{ILO}/{path}", words, set()))
