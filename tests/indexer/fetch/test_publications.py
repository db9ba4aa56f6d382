"""Publications behind landing pages of an older and a newer site: fetched, built and shown, from the command line."""

import asyncio
import shutil
from collections.abc import Iterator

import pytest

from tests.conftest import CORPUS
from tests.indexer.fetch.papers import make_pdf
from tests.indexer.fetch.publisher import PAPERS, TOOLKIT_ENTRY, TOOLS, add_publications, manifest_of
from tests.indexer.fetch.site import running_site
from tests.indexer.fetch.test_toolkits import Workspace, section, shown

REPORT = "The programme printed twelve publications and a toolkit, and left them with the masters of two harbours."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The publisher's site, a manifest of its publications, and a report that links to some of them by other URLs."""
    folder = tmp_path_factory.mktemp("publications")
    library = folder / "corpus" / "library"
    library.mkdir(parents=True)
    for name in ("taxonomy.toml", "site.toml"):
        shutil.copy(CORPUS / name, folder / "corpus")
    entries = [*(paper.entry for paper in PAPERS), TOOLKIT_ENTRY]
    with running_site() as site:
        add_publications(site)
        (folder / "corpus" / "manifest.toml").write_text(manifest_of(site, entries), encoding="utf-8")
        links = [
            ("the winches guide", f"{site.root}/sites/default/files/wcmsp5/x/wcms_700001.pdf"),
            ("the harbour handbook of the institute", f"{site.root}/publications/harbour-inspection-handbook"),
            ("the guide to ladders and gangways", f"{site.root}/sector/WCMS_700003/lang--fr/index.htm"),
            ("a poster on hooks", f"{site.root}/media/62/download"),
        ]
        (library / "quay-report.pdf").write_bytes(make_pdf("The work of the quays", [REPORT], links))
        yield Workspace(folder, site, {"VERBATIM_CONTACT": "library@example.org"})


def test_a_dry_run_sends_no_request(workspace: Workspace) -> None:
    """It lists every source with its URL, and what is here already; it writes nothing."""
    result = workspace.run("fetch", "--dry-run")
    assert result.returncode == 0
    assert f"harbours: {workspace.site.root}/sector/WCMS_700002/lang--en/index.htm" in result.stdout
    assert f"asked for: 13, after robots.txt on 127.0.0.1:{workspace.site.port}" in result.stdout
    assert workspace.site.requests == []
    assert not (workspace.folder / "data" / "fetched").exists()


def test_hosts_that_refuse_unnamed_clients_are_named(workspace: Workspace) -> None:
    """Without a contact the refusal says which setting may help."""
    unnamed = Workspace(workspace.folder, workspace.site)
    said = unnamed.run_successfully("fetch", "--only", "ice-rooms")
    assert "1 failed" in said
    assert "set VERBATIM_CONTACT" in said


def test_every_publication_comes_in_with_its_own_identity(workspace: Workspace) -> None:
    """All twelve and the toolkit's three tools are documents with their files' text, and none is there twice."""
    said = workspace.run_successfully("fetch")
    assert "failed" not in said
    assert "16 new" in said
    workspace.run_successfully("build")
    workspace.run_successfully("fetch", "--follow", "--only", "noise")
    workspace.run_successfully("build")
    documents = workspace.generation.documents
    for paper in PAPERS:
        document = documents[paper.id]
        source = document.source
        assert (source.title, source.year, source.kind) == (paper.title, paper.year, "guide"), paper.id
        assert (source.countries, source.sectors) == (("NAM",), ("fisheries",)), paper.id
        assert document.file == f"{paper.id}.pdf"
        assert workspace.finds(paper.word) == [paper.id]
    tools = [document for document in documents.values() if document.source.linked_from[:1] == ("deck-toolkit",)]
    assert [tool.source.title for tool in tools] == [tool.title for tool in TOOLS]
    assert {(tool.source.countries, tool.source.sectors) for tool in tools} == {(("NAM",), ("fisheries",))}
    for tool, document in zip(TOOLS, tools, strict=True):
        assert workspace.finds(tool.word) == [document.id]
    assert len(documents) == len(PAPERS) + len(TOOLS) + 2  # the page of the toolkit and the report
    assert len({document.sha256 for document in documents.values()}) == len(documents)
    for name in ("winches", "ladders"):
        assert documents[name].source.linked_from == ("quay-report",), name
    assert documents["harbours"].source.linked_from == ("quay-report", "deck-toolkit")
    assert tools[1].source.linked_from == ("deck-toolkit", "quay-report")
    listed, harbours = asyncio.run(shown(workspace, "/documents", "/documents/harbours"))
    for document in documents.values():
        if document.file_url:
            assert document.file_url in listed, document.id
    assert f"{workspace.site.root}/media/42/download" in section(harbours, "facts")


def test_a_second_run_asks_only_whether_anything_changed(workspace: Workspace) -> None:
    """Files that did not change are not kept twice, and nothing new appears."""
    folder = workspace.folder / "data" / "fetched"
    names = {path.name for path in folder.iterdir()}
    count = len(workspace.site.requests)
    assert "1 unchanged" in workspace.run_successfully("fetch", "--only", "harbours")
    assert [request.path for request in workspace.site.requests[count:]] == [
        "/robots.txt",
        "/sector/WCMS_700002/lang--en/index.htm",
        "/publications/harbour-inspection-handbook",
        "/media/42/download",
    ]
    assert {path.name for path in folder.iterdir()} == names
    assert not any(".new." in name for name in names)
    said = workspace.run("fetch", "--dry-run", "--only", "harbours").stdout
    assert f"{workspace.site.root}/media/42/download" in said
