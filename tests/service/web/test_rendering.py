"""Templates: strict, escaped, and nothing in them that the policy forbids; and the origin of absolute URLs."""

import re
from pathlib import Path

import pytest
from jinja2 import StrictUndefined, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.nodes import FromImport, Macro
from starlette.requests import Request

from service.web.facet_labels import DISCLAIMER
from service.web.rendering import TEMPLATES, external_origin, template_environment

ALL = sorted(TEMPLATES.rglob("*.html"))

GIVEN = {
    "view",
    "urls",
    "registers",
    "asset",
    "site_data",
    "embed_integrity",
    "root",
    "self",
    "interface",
    "languages",
    "language_name",
    "_",
    "gettext",
    "ngettext",
    "pgettext",
    "npgettext",
}
"""The names that every template has. `self` gives the blocks of a page."""

SET_BY_PAGES = {
    "citation",
    "document",
    "entry",
    "labels",
    "last",
    "name",
    "own",
    "record",
    "register",
    "scope",
    "related_content",
}
"""Names that a page sets at its top for its blocks, or gives to a partial that it includes."""

KNOWN = GIVEN | SET_BY_PAGES

FORBIDDEN = {
    "a value marked as safe": r"\|\s*safe|Markup|autoescape",
    "inline style": r"<style|\sstyle\s*=",
    "inline script": r"<script(?! type=\"module\" src=\"\{\{ asset\("
    r"| type=\"application/ld\+json\">\{\{ [^}]*tojson \}\})"
    r"|\son[a-z]+\s*=|javascript:",
    "an attribute in an expression, where its quotes are escaped": r"""\{\{[^}]*\s[a-z-]+="[^}]*\}\}""",
    "an address from elsewhere": r"https?://|//cdn",
}


def identity(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", ALL, ids=identity)
def test_parses_with_known_names(path: Path) -> None:
    """Each template parses, and uses no name that it is not given."""
    environment = template_environment()
    environment.get_template(identity(path))
    tree = environment.parse(path.read_text(encoding="utf-8"))
    known = {name for found in tree.find_all(FromImport) for name in found.names}
    known |= {found.name for found in tree.find_all(Macro)}
    assert find_undeclared_variables(tree) - known <= KNOWN


@pytest.mark.parametrize("path", ALL, ids=identity)
@pytest.mark.parametrize("what", FORBIDDEN)
def test_forbidden(path: Path, what: str) -> None:
    """No template marks a value as safe, has inline script or style, or loads from elsewhere."""
    assert not re.search(FORBIDDEN[what], path.read_text(encoding="utf-8"), re.IGNORECASE)


def test_environment() -> None:
    """Unknown names are errors, and every value is escaped whatever the template's name."""
    environment = template_environment()
    assert environment.undefined is StrictUndefined
    assert environment.from_string("{{ text }}").render(text="<b>") == "&lt;b&gt;"
    with pytest.raises(UndefinedError):
        environment.from_string("{{ missing }}").render()


def test_number() -> None:
    """Numbers are grouped by thousands."""
    assert template_environment().from_string("{{ 12345|number }}").render() == "12,345"


def test_badge() -> None:
    """The badge says the same on pages and in the API."""
    assert DISCLAIMER in (TEMPLATES / "macros" / "words.html").read_text(encoding="utf-8")


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
