"""Toolkits that a report links to are indexed by build, fetch --follow and build, from the command line."""

import asyncio
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from indexer.fetch.state import fetch_lock
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.settings import ROOT, Settings
from service.app import create_app
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest
from tests.conftest import CORPUS
from tests.indexer.fetch.papers import make_pdf
from tests.indexer.fetch.site import Reply, Site
from tests.service.conftest import app_client

TYPE = {"Content-Type": "application/pdf"}
NETS = "Mend every net on deck before the boat leaves the harbour, and keep the walkways free of rope and hooks."
LAMPS = "Each sorting table needs two lamps, so that nobody has to bend over the beans to see their colour."
REPORT = "The programme worked with inspectors, buyers and growers in two countries, and left two toolkits behind it."


@dataclass
class Workspace:
    """A corpus of one's own, its data, and the commands run on them."""

    folder: Path
    site: Site
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        places = {"VERBATIM_DATA_DIR": str(self.folder / "data"), "VERBATIM_CORPUS_DIR": str(self.folder / "corpus")}
        host = {"VERBATIM_FETCH_PRIVATE_HOSTS": f"127.0.0.1:{self.site.port}", "VERBATIM_FETCH_DELAY": "0"}
        return subprocess.run(
            [sys.executable, "-m", "indexer", *words],
            cwd=ROOT,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200", **places, **host, **self.settings},
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )

    def run_successfully(self, *words: str) -> str:
        """Run a command that must succeed; return its output."""
        result = self.run(*words)
        assert result.returncode == 0, result.stderr
        return result.stderr

    @property
    def generation(self) -> Generation:
        return open_generation(live_folder(self.folder / "data"))

    def finds(self, words: str) -> list[str]:
        """The documents of the passages that hold all words."""
        page = LocalEngine(self.folder / "data").search(SearchRequest(text=words))
        return [hit.document.id for hit in page.hits if hit.matched == "all"]


@pytest.fixture
def workspace(tmp_path: Path, site: Site) -> Workspace:
    """A site with two toolkits, and a library with a report that links to them and to one that is gone."""
    site.pages |= {
        "/nets-toolkit.pdf": Reply(
            body=make_pdf("Nets and decks", [NETS]), headers={"Content-Type": "application/pdf"}
        ),
        "/dl/7": Reply(body=make_pdf("Light for sorting", [LAMPS]), headers=TYPE),
    }
    library = tmp_path / "corpus" / "library"
    library.mkdir(parents=True)
    for name in ("taxonomy.toml", "site.toml"):
        shutil.copy(CORPUS / name, tmp_path / "corpus")
    (tmp_path / "corpus" / "manifest.toml").write_text('allowed_hosts = ["127.0.0.1"]\nsource = []\n')
    links = [
        ("Toolkit for safer decks", f"{site.root}/nets-toolkit.pdf"),
        ("here", f"{site.root}/dl/7"),
        ("Toolkit that was lost", f"{site.root}/lost.pdf"),
        ("a partner's page", "https://elsewhere.example/page"),
    ]
    (library / "boats-report.pdf").write_bytes(make_pdf("Boats and beans", [REPORT], links))
    return Workspace(tmp_path, site)


def test_toolkits_come_in_by_the_reports_links(workspace: Workspace) -> None:
    """After the second build their passages are found, they name the report, and its links lead to them."""
    workspace.run_successfully("build")
    assert workspace.finds("mend net") == []
    said = workspace.run_successfully("fetch", "--follow")
    assert "2 new, 1 failed" in said
    assert "3 links" in said
    assert "lost.pdf" in said
    workspace.run_successfully("build")
    generation = workspace.generation
    assert workspace.finds("mend net") == ["nets-toolkit"]
    assert workspace.finds("sorting lamps")[0] not in ("nets-toolkit", "boats-report")
    pages = {source.url: source for source in generation.sources.values()}
    linked = [pages[link.url] for link in generation.documents["boats-report"].links if link.url in pages]
    assert [source.linked_from for source in linked] == [("boats-report",)] * 3
    indexed = [generation.documents[source.id] for source in linked if source.id in generation.documents]
    assert [document.source.title for document in indexed] == ["Toolkit for safer decks", "Light for sorting"]
    assert [document.source for document in indexed] == linked[:2]
    assert not any("elsewhere" in (source.url or "") for source in generation.sources.values())
    toolkit, report = asyncio.run(shown(workspace, "/documents/nets-toolkit", "/documents/boats-report"))
    assert "Boats and beans" in section(toolkit, "linked-from")
    linked_toolkits = section(report, "links-to")
    assert "Toolkit for safer decks" in linked_toolkits
    assert "Light for sorting" in linked_toolkits


async def shown(workspace: Workspace, *paths: str) -> list[str]:
    """The pages at these paths, as the service shows them."""
    async with app_client(create_app(Settings(data_dir=workspace.folder / "data"))) as client:
        return [(await client.get(path)).text for path in paths]


def section(page: str, identity: str) -> str:
    """The text of the section of a page under the heading with this id."""
    return page.partition(f'<h2 id="{identity}">')[2].partition("</section>")[0]


def test_web_pages_are_documents_and_their_links_are_followed(workspace: Workspace) -> None:
    """A fetched page is found by its words, and so is the toolkit that it links to from where it moved to."""
    page = """<html lang="en"><head><title>Projects</title></head><body><nav><a href="/menu.pdf">Menu</a></nav><main>
    <h1>Help for boat owners</h1><p>Owners of small boats receive winches on loan, and training in how to use them.</p>
    <p>Read <a href="nets-toolkit.pdf">the toolkit for safer decks</a> before that.</p></main></body></html>"""
    html = {"Content-Type": "text/html; charset=utf-8"}
    workspace.site.pages |= {
        "/projects/boats": Reply(301, headers={"Location": "/boats.html"}),
        "/boats.html": Reply(body=page.encode(), headers=html),
    }
    entry = f"""
allowed_hosts = ["127.0.0.1"]
[[source]]
id = "boat-help"
title = "Help for boats"
kind = "project-page"
page = "{workspace.site.root}/projects/boats"
text = "fetch"
"""
    (workspace.folder / "corpus" / "manifest.toml").write_text(entry)
    (workspace.folder / "corpus" / "library" / "boats-report.pdf").unlink()
    assert "boat-help: HTML" in workspace.run_successfully("fetch")
    workspace.run_successfully("build")
    assert workspace.finds("winches loan") == ["boat-help"]
    (link,) = workspace.generation.documents["boat-help"].links
    assert (link.url, link.anchor_text) == (f"{workspace.site.root}/nets-toolkit.pdf", "the toolkit for safer decks")
    workspace.run_successfully("fetch", "--follow")
    workspace.run_successfully("build")
    assert workspace.finds("mend net") == ["nets-toolkit"]
    assert workspace.generation.documents["nets-toolkit"].source.linked_from == ("boat-help",)


def test_a_given_report_brings_its_toolkits_along(workspace: Workspace) -> None:
    """With --source the followed documents come with those that led to them, and with no others."""
    report = workspace.folder / "corpus" / "library" / "boats-report.pdf"
    given = report.rename(workspace.folder / "boats-report.pdf")
    workspace.run_successfully("build", "--source", str(given))
    workspace.run_successfully("fetch", "--follow")
    workspace.run_successfully("build", "--source", str(given))
    assert workspace.finds("mend net") == ["nets-toolkit"]
    other = workspace.folder / "other.txt"
    other.write_text("Quite another matter, which has nothing to do with harbours.")
    workspace.run_successfully("build", "--source", str(other))
    assert list(workspace.generation.documents) == ["other"]


def test_what_was_fetched_makes_a_new_build_due(workspace: Workspace) -> None:
    """`build --if-changed` sees new copies and new links, and a run that changes nothing leaves it be."""
    workspace.run_successfully("build")
    assert "up to date" in workspace.run_successfully("build", "--if-changed")
    workspace.run_successfully("fetch", "--follow")
    assert "up to date" not in workspace.run_successfully("build", "--if-changed")
    workspace.run_successfully("fetch", "--follow")
    assert "up to date" in workspace.run_successfully("build", "--if-changed")


def test_refresh_does_both(workspace: Workspace) -> None:
    """`refresh` fetches and builds what changed, and nothing where nothing did, or beside another fetch."""
    workspace.run_successfully("refresh")
    name = workspace.generation.name
    workspace.run_successfully("refresh", "--follow")
    assert workspace.finds("mend net") == ["nets-toolkit"]
    assert workspace.generation.name != name
    name = workspace.generation.name
    assert "up to date" in workspace.run_successfully("refresh", "--follow")
    with fetch_lock(workspace.folder / "data"):
        refused = workspace.run("refresh")
    assert (refused.returncode, workspace.generation.name) == (1, name)
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("name", ["nets-toolkit.pdf", "Mine.pdf"])
def test_a_file_of_ones_own_goes_before_a_fetched_one(workspace: Workspace, name: str) -> None:
    """A library file that is the source, by its name or its title, is indexed in the place of the copy."""
    workspace.run_successfully("build")
    workspace.run_successfully("fetch", "--follow")
    mine = make_pdf("Toolkit for safer decks", ["A corrected edition, with a chapter on winches."])
    (workspace.folder / "corpus" / "library" / name).write_bytes(mine)
    workspace.run_successfully("build")
    assert workspace.finds("mend net") == []
    assert workspace.finds("chapter winches") == ["nets-toolkit"]


def test_the_manifests_own_addresses_are_fetched(workspace: Workspace) -> None:
    """Without --follow, its sources alone are; the copy has all that the manifest says of it."""
    entry = f"""
allowed_hosts = ["127.0.0.1"]
[[source]]
id = "deck-guide"
title = "A guide to decks"
kind = "guide"
countries = ["NAM"]
page = "{workspace.site.root}/nets-toolkit.pdf"
text = "fetch"
"""
    (workspace.folder / "corpus" / "manifest.toml").write_text(entry)
    workspace.run_successfully("build")
    said = workspace.run_successfully("fetch")
    assert "1 new" in said
    assert "deck-guide: PDF" in said
    assert workspace.site.paths == ["/nets-toolkit.pdf"]
    workspace.run_successfully("build")
    source = workspace.generation.documents["deck-guide"].source
    assert (source.title, source.kind, source.linked_from) == ("A guide to decks", "guide", ("boats-report",))
    assert workspace.generation.sources["deck-guide"] == source


@pytest.mark.parametrize(
    ("words", "manifest", "reason"),
    [
        (("--only", "nothing"), None, "--only nothing"),
        ((), "allowed_hosts = 7", "manifest.toml"),
    ],
)
def test_what_cannot_begin_is_an_error(
    workspace: Workspace, words: tuple[str, ...], manifest: str | None, reason: str
) -> None:
    """An unknown name or a bad manifest is one line and exit status 1."""
    if manifest:
        (workspace.folder / "corpus" / "manifest.toml").write_text(manifest)
    result = workspace.run("fetch", *words)
    assert result.returncode == 1
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bad_setting_is_named(workspace: Workspace) -> None:
    """The message has the name of the variable."""
    workspace.settings["VERBATIM_FETCH_ATTEMPTS"] = "none"
    result = workspace.run("fetch")
    assert result.returncode == 1
    assert "VERBATIM_FETCH_ATTEMPTS" in result.stderr


def test_help_shows_examples(workspace: Workspace) -> None:
    """The command's help has examples and its options."""
    result = workspace.run("fetch", "--help")
    assert "python -m indexer fetch --only" in result.stdout
    assert "--follow" in result.stdout
