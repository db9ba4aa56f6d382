"""Style sheet, script and pictures, served under an address that changes with their content."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indexer.errors import NotFound

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}

AT_THE_ROOT = "favicon.ico"
"""The one file that browsers ask for by themselves, under its bare name."""

KEPT = "public, max-age=31536000, immutable"
"""What stands under an address with the digest of its content never changes."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its content, its media type and the version that its address names."""

    content: bytes
    media_type: str
    version: str


def read_assets(folder: Path) -> dict[str, Asset]:
    """The files of a folder by name; those of a type that is not ours to serve are left out."""
    contents = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in MEDIA_TYPES}
    return {
        name: Asset(content, MEDIA_TYPES[Path(name).suffix], sha256(content).hexdigest()[:12])
        for name, content in contents.items()
    }


def asset_routes(assets: dict[str, Asset]) -> list[Route]:
    """The routes of these files. One asked for under another version's address is served, but not kept."""

    def asset(request: Request) -> Response:
        name = request.path_params.get("name", AT_THE_ROOT)
        if name not in assets:
            raise NotFound("There is no file of this name.")
        found = assets[name]
        kept = KEPT if request.path_params.get("version") == found.version else "no-cache"
        return Response(found.content, media_type=found.media_type, headers={"Cache-Control": kept})

    return [Route("/static/{version}/{name}", asset), Route(f"/{AT_THE_ROOT}", asset)]
