"""Files of the pages, under addresses that change with them."""

from pathlib import Path

import httpx
import pytest

from service.web.rendering import STATIC
from service.web.static_files import KEPT, read_assets

pytestmark = pytest.mark.anyio


async def test_kept(client: httpx.AsyncClient) -> None:
    """A file under its own version's address may be kept for ever."""
    for name, asset in read_assets(STATIC).items():
        response = await client.get(f"/static/{asset.version}/{name}")
        assert response.content == asset.content
        assert response.headers["content-type"] == asset.media_type
        assert response.headers["cache-control"] == KEPT


async def test_another_version(client: httpx.AsyncClient) -> None:
    """Under another version's address it is served, but not kept: a page of before an update still looks right."""
    response = await client.get("/static/000000000000/verbatim.css")
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["nothing.css", "..%2Fbase.html", "../base.html", "%00", "verbatim.css/x"])
async def test_nothing_else(client: httpx.AsyncClient, name: str) -> None:
    """Nothing but the files of the folder can be had."""
    assert (await client.get(f"/static/000000000000/{name}")).status_code == 404


def test_version_follows_content(tmp_path: Path) -> None:
    """Another content has another version; files of a type that is not ours to serve are left out."""
    (tmp_path / "a.css").write_text("a {}")
    (tmp_path / "b.css").write_text("b {}")
    (tmp_path / "notes.txt").write_text("notes")
    assets = read_assets(tmp_path)
    assert set(assets) == {"a.css", "b.css"}
    assert assets["a.css"].version != assets["b.css"].version
