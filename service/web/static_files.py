"""Style sheet, script and pictures, served under URLs that change with their content."""

from base64 import b64encode
from functools import partial
from hashlib import sha256, sha384
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from indexer.errors import NotFound

SUFFIXES = (".css", ".js", ".svg", ".png", ".ico")

FAVICON = "favicon.ico"
"""The one file that browsers request by themselves, under its bare name."""

EMBED_SCRIPT = "embed.js"
"""The script of the search element, which pages of any site may load."""

CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}

IMMUTABLE = "public, max-age=31536000, immutable"
"""For files with the digest of their content in the URL, which never change."""


class VersionedStaticFiles(StaticFiles):
    """The files of a folder under `/<version>/<name>`, where the version is a digest of the content.

    A file requested under another version is served, but not to be cached; so is one that was replaced on disk since
    the start.
    """

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        files = [path for path in sorted(directory.iterdir()) if path.suffix in SUFFIXES]
        self.versions = {path.name: sha256(path.read_bytes()).hexdigest()[:12] for path in files}
        self._folder = directory
        self._etags = {path.name: _etag(path) for path in files}

    def routes(self) -> list[BaseRoute]:
        """Return the routes of the files, and of those with a bare name."""
        bare = [Route(f"/{name}", partial(self._bare, name)) for name in (FAVICON, EMBED_SCRIPT)]
        return [Mount("/static", self), *bare]

    def integrity(self, name: str) -> str:
        """Return the value of the `integrity` attribute for a file."""
        digest = sha384((self._folder / name).read_bytes()).digest()
        return f"sha384-{b64encode(digest).decode()}"

    async def get_response(self, path: str, scope: Scope) -> Response:
        version, _, name = path.partition("/")
        if name not in self.versions:
            raise NotFound("There is no file with this name.")
        response = await super().get_response(name, scope)
        is_current = version == self.versions[name] and response.headers["etag"] == self._etags[name]
        response.headers["Cache-Control"] = IMMUTABLE if is_current else "no-cache"
        if name == EMBED_SCRIPT:
            response.headers.update(CROSS_ORIGIN)
        return response

    async def _bare(self, name: str, request: Request) -> Response:
        return await self.get_response(f"-/{name}", request.scope)


def _etag(path: Path) -> str:
    """Return the entity tag that StaticFiles gives a file, from its time and size."""
    return FileResponse(path, stat_result=path.stat()).headers["etag"]
