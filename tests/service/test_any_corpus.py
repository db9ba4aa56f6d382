"""Another institution's corpus must work: nothing of this one is written into the program."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from indexer.corpus.manifest import load_manifest
from indexer.corpus.taxonomy import load_taxonomy
from indexer.settings import ROOT
from tests.conftest import CORPUS

TAXONOMY = load_taxonomy(CORPUS / "taxonomy.toml")
MANIFEST = load_manifest(CORPUS / "manifest.toml", TAXONOMY)
ENDINGS = {".py", ".html", ".xml", ".js", ".css", ".svg"}
FILES = sorted(path for name in ("service", "templates") for path in (ROOT / name).rglob("*") if path.suffix in ENDINGS)


def corpus_names() -> set[str]:
    """The countries, sectors and chains that this corpus declares, in every language, and its publishers."""
    declared = tomllib.loads((CORPUS / "taxonomy.toml").read_text(encoding="utf-8"))
    slugs = {value["slug"] for facet in ("country", "sector", "chain") for value in declared[facet]["value"]}
    values = [value for facet in TAXONOMY.facets.values() for value in facet.values if value.slug in slugs]
    labels = {label for value in values for label in (value.slug, *value.labels.values())}
    publishers = {source.publisher for source in MANIFEST.sources if source.official and source.publisher}
    return labels | publishers | {"ILO", "European Union"}


NAMES = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(corpus_names())))})(?!\w)")


def written(path: Path) -> str:
    """Return a file's text, of Python without comments and docstrings, which may have examples of this corpus."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return text
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            node.value = ast.Constant("")
    return ast.unparse(tree)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_name_of_this_corpus(path: Path) -> None:
    """No country, sector, supply chain or institution is named in code, templates or style."""
    assert NAMES.findall(written(path)) == []


def test_the_rule_can_fail() -> None:
    """The names looked for are those of this corpus."""
    assert NAMES.findall("In Namibia the ILO saw pêche; rubber-gloves") != []
