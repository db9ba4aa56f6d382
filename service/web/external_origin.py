"""The address at which readers see the service: the one that the settings give, else the one that was asked."""

import re

from starlette.requests import Request

_NAMED = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?|\[[0-9a-f:.]+\](:\d{1,5})?", re.IGNORECASE)


def external_origin(request: Request, base_url: str) -> str:
    """What stands before an absolute path's own prefix: `https://search.example.org`.

    Without a base address it comes from the request's Host header, which anybody can write: empty unless that is
    a plain name or number with a port.
    """
    if base_url:
        scheme, _, rest = base_url.partition("://")
        return f"{scheme}://{rest.partition('/')[0]}"
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if _NAMED.fullmatch(host) else ""
