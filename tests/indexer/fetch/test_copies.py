"""Which fetched copies a build reads."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer.corpus.files import InputFile, corpus_files, files_at_paths
from indexer.corpus.manifest import Manifest
from indexer.fetch.copies import fetched_copies, with_followed
from indexer.fetch.state import Copy, Failure, FollowedLink, SourceState, fetched_folder, write_followed, write_state
from indexer.records.source import Source

TOOLKIT = FollowedLink("toolkit", "A toolkit", "https://a.example/toolkit", ("report",), 1)
PAGE = Source(id="page", title="Page", kind="document", url="https://a.example/page", text="fetch")


def copy_of(source: Source | FollowedLink, digest: str = "") -> Copy:
    page = source.url or ""
    return Copy(page, page, "", "", 200, "", "", digest or source.id, "PDF", 9, f"{source.id}.pdf")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a copy of a source and one of a followed link."""
    folder = fetched_folder(tmp_path)
    folder.mkdir()
    write_followed(folder, (TOOLKIT,))
    write_state(folder, {each.id: SourceState(copy_of(each)) for each in (PAGE, TOOLKIT)})
    for name in ("page.pdf", "toolkit.pdf"):
        (folder / name).write_bytes(b"%PDF")
    return tmp_path


def ids(manifest: Manifest) -> list[str]:
    return [source.id for source in manifest.sources]


def test_copies_come_with_their_sources(data: Path) -> None:
    """First the manifest's, then what was followed."""
    manifest = with_followed(Manifest((PAGE,)), data)
    assert manifest.sources == (PAGE, TOOLKIT.source())
    found = [(copy.path.name, copy.source.id, copy.followed) for copy in fetched_copies(manifest, data)]
    assert found == [("page.pdf", "page", False), ("toolkit.pdf", "toolkit", True)]


def test_nothing_fetched_changes_nothing(tmp_path: Path) -> None:
    """Without the folder there are no copies and no followed sources."""
    manifest = Manifest((PAGE,), ("a.example",))
    assert with_followed(manifest, tmp_path) == manifest
    assert list(fetched_copies(manifest, tmp_path)) == []


@pytest.mark.parametrize(
    "source",
    [
        replace(PAGE, url="https://a.example/moved"),
        replace(PAGE, text="unknown"),
        replace(PAGE, id="other"),
    ],
    ids=["moved", "not to be fetched", "unfetched"],
)
def test_only_a_copy_of_just_this_counts(data: Path, source: Source) -> None:
    """A copy from another address, or of a source that is not fetched any more, is not its text."""
    assert list(fetched_copies(Manifest((source,)), data)) == []


def test_a_failure_keeps_the_copy_and_a_lost_file_is_none(data: Path) -> None:
    """A copy counts as long as its file exists, also after a failure."""
    folder = fetched_folder(data)
    write_state(folder, {"page": SourceState(copy_of(PAGE), Failure("busy", "2024"))})
    assert [copy.source for copy in fetched_copies(Manifest((PAGE,)), data)] == [PAGE]
    (folder / "page.pdf").unlink()
    assert list(fetched_copies(Manifest((PAGE,)), data)) == []


def test_what_the_manifest_names_is_its_own(data: Path) -> None:
    """A followed link whose address or id the manifest has come to name is left out."""
    assert ids(with_followed(Manifest((replace(PAGE, url="http://a.example/toolkit/"),)), data)) == ["page"]
    assert ids(with_followed(Manifest((replace(PAGE, id="toolkit"),)), data)) == ["toolkit"]


def test_the_same_bytes_under_two_addresses_are_one_source(data: Path) -> None:
    """The second only adds who links to the first."""
    twin = FollowedLink("twin", None, "https://a.example/twin", ("second", "toolkit"), 1)
    echo = FollowedLink("echo", None, "https://a.example/echo", ("third",), 1)
    folder = fetched_folder(data)
    write_followed(folder, (TOOLKIT, twin, echo))
    entries = {each.id: SourceState(copy_of(each)) for each in (PAGE, TOOLKIT)}
    entries |= {"twin": SourceState(copy_of(twin, "toolkit")), "echo": SourceState(copy_of(echo, "page"))}
    write_state(folder, entries)
    manifest = with_followed(Manifest((PAGE,)), data)
    assert ids(manifest) == ["page", "toolkit"]
    assert manifest.by_id["toolkit"].linked_from == ("report", "second")
    assert manifest.by_id["page"].linked_from == ("third",)


def test_a_build_of_the_corpus_takes_them_all(data: Path, tmp_path: Path) -> None:
    """Copies come behind the corpus's own files, followed ones bound to what led to them."""
    (tmp_path / "corpus" / "library").mkdir(parents=True)
    mine = tmp_path / "corpus" / "library" / "mine.txt"
    mine.write_text("Mine.")
    manifest = with_followed(Manifest((PAGE,)), data)
    folder = fetched_folder(data)
    assert list(corpus_files(tmp_path / "corpus", manifest, data)) == [
        InputFile(mine),
        InputFile(folder / "page.pdf", PAGE, fetched=True, url=PAGE.url),
        InputFile(folder / "toolkit.pdf", TOOLKIT.source(), fetched=True, requires=("report",), url=TOOLKIT.url),
    ]


def test_a_build_of_given_files_takes_what_was_followed(data: Path, tmp_path: Path) -> None:
    """The manifest's own copies belong to the corpus folder, which is not asked for."""
    mine = tmp_path / "report.txt"
    mine.write_text("Mine.")
    manifest = with_followed(Manifest((PAGE,)), data)
    found = list(files_at_paths((mine,), tmp_path / "corpus", manifest, data))
    assert [(file.path.name, file.requires) for file in found] == [("report.txt", ()), ("toolkit.pdf", ("report",))]
