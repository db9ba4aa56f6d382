"""Pages are rendered ahead where the administrator asks for it."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from indexer.pictures.cache import PictureCache, picture_digest
from indexer.pictures.fill import fill_cache
from tests.conftest import build_index
from tests.printed import make_pdf


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a printed document of two pages, and of a text."""
    folder = tmp_path_factory.mktemp("ahead")
    text = "The villages agreed on the timber.#pagebreak()Inspectors count the sheds of the valley."
    (folder / "rivers.md").write_text("# Rivers\n\nRivers are crossed on foot.\n", encoding="utf-8")
    return build_index(folder / "data", make_pdf(folder / "sheds.pdf", text), folder / "rivers.md", briefing="never")


def test_every_page_once(data: Path, tmp_path: Path) -> None:
    """All pages of PDF files are in the cache afterwards; a second time there is nothing to do."""
    generation, cache, seen = open_generation(live_folder(data)), PictureCache(tmp_path, 10_000_000), list[int]()
    assert fill_cache(generation.folder, generation.documents.values(), cache, seen.append) == 2
    assert seen == [1, 2]
    digest = picture_digest(generation.documents["sheds"].sha256)
    assert [page.page for number in (1, 2) if (page := cache.load(digest, number))] == [1, 2]
    assert fill_cache(generation.folder, generation.documents.values(), cache) == 0


def test_until_the_cache_is_full(data: Path, tmp_path: Path) -> None:
    """What has no room is not rendered for nothing."""
    generation = open_generation(live_folder(data))
    assert fill_cache(generation.folder, generation.documents.values(), PictureCache(tmp_path, 0)) == 0


def test_a_damaged_page_is_left_out(data: Path, tmp_path: Path) -> None:
    """A page that cannot be rendered does not cost the others."""
    generation, cache = open_generation(live_folder(data)), PictureCache(tmp_path, 10_000_000)
    sheds = generation.documents["sheds"]
    assert fill_cache(generation.folder, [replace(sheds, page_labels=("1", "2", "3"))], cache) == 2
