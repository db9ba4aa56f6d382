"""The address at which readers see the service."""

import pytest
from starlette.requests import Request

from service.web.external_origin import external_origin


def asked_at(host: str, scheme: str = "http") -> Request:
    headers = [(b"host", host.encode("latin-1"))]
    return Request({"type": "http", "scheme": scheme, "path": "/", "headers": headers, "server": ("x", 80)})


@pytest.mark.parametrize(
    ("host", "root"),
    [
        ("search.example.org", "https://search.example.org"),
        ("127.0.0.1:8000", "https://127.0.0.1:8000"),
        ("[::1]:8000", "https://[::1]:8000"),
        ("localhost", "https://localhost"),
        ("evil.example/path", ""),
        ("evil.example#", ""),
        ("a\\b", ""),
        ("", ""),
    ],
)
def test_from_the_request(host: str, root: str) -> None:
    """Without a base address the request's own host is taken, if it is the name of a host."""
    assert external_origin(asked_at(host, "https"), "") == root


def test_from_the_settings() -> None:
    """A base address goes before what a request says; its path is not part of the root."""
    assert external_origin(asked_at("evil.example"), "https://search.example.org/docs") == "https://search.example.org"
