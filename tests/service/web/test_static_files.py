"""Static files, under URLs that change with their content."""

import os
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from service.web.rendering import STATIC
from service.web.static_files import IMMUTABLE, VersionedStaticFiles

pytestmark = pytest.mark.anyio

MEDIA_TYPES = {
    ".css": ("text/css; charset=utf-8",),
    ".js": ("text/javascript; charset=utf-8", "application/javascript"),
    ".svg": ("image/svg+xml",),
    ".png": ("image/png",),
    ".ico": ("image/x-icon", "image/vnd.microsoft.icon"),
}


async def test_current_version(client: httpx.AsyncClient) -> None:
    """A file under its own version's URL may be cached for ever."""
    for name, version in VersionedStaticFiles(STATIC).versions.items():
        response = await client.get(f"/static/{version}/{name}")
        assert response.content == (STATIC / name).read_bytes()
        assert response.headers["content-type"] in MEDIA_TYPES[Path(name).suffix]
        assert response.headers["cache-control"] == IMMUTABLE
        assert response.headers["x-content-type-options"] == "nosniff"


async def test_text_is_compressed(client: httpx.AsyncClient) -> None:
    """The style sheet is sent compressed."""
    response = await client.get("/static/000000000000/verbatim.css", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert response.num_bytes_downloaded < (STATIC / "verbatim.css").stat().st_size / 3


async def test_another_version(client: httpx.AsyncClient) -> None:
    """Under another version's URL it is served, but not to be cached: pages from before an update still look right."""
    for url in ("/static/000000000000/verbatim.css", "/favicon.ico"):
        response = await client.get(url)
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["nothing.css", "..%2Fbase.html", "../base.html", "%00", "verbatim.css/x", "x" * 5000])
async def test_nothing_else(client: httpx.AsyncClient, name: str) -> None:
    """Nothing but the files of the folder is served."""
    assert (await client.get(f"/static/000000000000/{name}")).status_code == 404


def test_version_follows_content(tmp_path: Path) -> None:
    """Other content has another version; files of a type that pages do not use are left out."""
    (tmp_path / "a.css").write_text("a {}")
    (tmp_path / "b.css").write_text("b {}")
    (tmp_path / "notes.txt").write_text("notes")
    versions = VersionedStaticFiles(tmp_path).versions
    assert set(versions) == {"a.css", "b.css"}
    assert versions["a.css"] != versions["b.css"]


async def test_replaced_file(tmp_path: Path) -> None:
    """A file that was replaced while the service runs is not cached under the version of the one before."""
    path = tmp_path / "a.css"
    path.write_text("a {}")
    files = VersionedStaticFiles(tmp_path)
    (tmp_path / "new").write_text("b {}")
    os.utime(tmp_path / "new", (1, 1))
    (tmp_path / "new").rename(path)
    transport = httpx.ASGITransport(Starlette(routes=files.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.get(f"/static/{files.versions['a.css']}/a.css")
    assert (response.text, response.headers["cache-control"]) == ("b {}", "no-cache")
