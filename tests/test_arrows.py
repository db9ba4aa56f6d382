"""Which package may import which, read from the syntax trees."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.settings import ROOT

PACKAGES = ("benchmarks", "indexer", "service")
SHARED_WITH_SERVICE = (
    "indexer.records",
    "indexer.errors",
    "indexer.analysis",
    "indexer.index",
    "indexer.pictures",
    "indexer.settings",
    "indexer.version",
)
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Return the modules of ours that a module imports, at any place in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide the arrows"
            module = node.module or ""
            is_package = (ROOT / module.replace(".", "/")).is_dir()
            found = [f"{module}.{alias.name}" for alias in node.names] if is_package else [module]
        else:
            continue
        yield from (name for name in found if name.split(".", maxsplit=1)[0] in PACKAGES)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def belongs(module: str, packages: tuple[str, ...]) -> bool:
    return any(module == package or module.startswith(package + ".") for package in packages)


def is_allowed(importer: str, imported: str) -> bool:
    match importer.split(".", maxsplit=1)[0]:
        case "indexer":
            return imported.startswith("indexer.")
        case "service":
            return imported.startswith("service.") or belongs(imported, SHARED_WITH_SERVICE)
        case _:
            return True


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_follow_the_arrows(path: Path) -> None:
    """The service sees only the indexer's shared parts, the indexer never the service, and no one a package root."""
    for imported in imports(path):
        assert is_allowed(name_of(path), imported), f"{name_of(path)} must not import {imported}"
        assert (ROOT / imported.replace(".", "/")).with_suffix(".py").is_file(), f"{imported} is a package root"


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=name_of)
def test_package_roots_are_empty(path: Path) -> None:
    """A package's `__init__.py` holds nothing, so importing a package does nothing."""
    assert path.read_text(encoding="utf-8") == ""


def test_the_rule_can_fail() -> None:
    """The forbidden arrows are recognized as such."""
    assert not is_allowed("indexer.build", "service.app")
    assert not is_allowed("service.app", "indexer.build")
    assert is_allowed("service.app", "indexer.records.source")


def test_only_the_command_reaches_the_indexers_programs() -> None:
    """`service/cli.py` names the indexer's commands, which it imports when they are called; nothing else does."""
    naming = [path for path in (ROOT / "service").rglob("*.py") if '"indexer.' in path.read_text(encoding="utf-8")]
    assert naming == [ROOT / "service" / "cli.py"]
