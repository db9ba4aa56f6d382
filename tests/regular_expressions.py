"""Runs every regular expression of the product on texts that repeat, and prints those that take too long, as JSON.

    python -m tests.regular_expressions

Expressions are recorded while all modules are imported and the words of all languages are made into patterns; those
that are written where they are used are found in the syntax tree. Time is processor time of this process, and the sizes
are such that an expression takes milliseconds where it is linear, and many seconds where it is not.
"""

import ast
import importlib
import inspect
import json
import pkgutil
import re
import signal
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType, ModuleType

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("indexer", "service")

OF_LANGUAGES = ("indexer.analysis", "indexer.documents", "indexer.statements", "service.answers", "service.query")
"""Packages whose cached functions make expressions of the languages' words."""

LONG, SHORT = 60_000, 2_000
"""Characters of texts of any length, and of those with a bound: a quadratic expression takes 10⁹ and 10⁶ steps."""

SECONDS = 2.0
"""Processor time for one expression and one text: some hundred times what a linear one takes."""

BOUNDED = {
    "indexer/read": "runs in a process of its own, with a limit of processor time for each file",
    "indexer/statements": "sees passages of up to 10,000 characters (indexer/statements/extract.py)",
    "indexer/fetch/link_ranking.py": "sees the last 80 characters of a link's words",
    "indexer/corpus": "reads files that the corpus's own editors write",
    "indexer/analysis/language_registry.py": "only checks the expressions of a language's file, which others use",
    "service/query": "sees queries of up to 2,000 characters (indexer/settings.py)",
    "service/translations": "reads messages that this code writes",
}
"""Where texts have a bound, and why: an expression may be quadratic there, but nothing worse."""

UNITS = (
    *". a A 1 - | , ( \" ' / … é 国 ا & < * _ # [ = %".split(),
    *(
        " ",
        "\n",
        "\t",
        "\u00a0",
        "\u0301",
        "a ",
        "1 ",
        "A ",
        "1,",
        "1.",
        "a.",
        "A.",
        "a-",
        ". ",
        '."',
        "1/",
        ": ",
        "- ",
    ),
    *("| ", "Ab ", "a b ", "1 a ", "(1", "a=b ", "the ", "of the ", "1 to ", "http://a.b/", "a@", "a\n", "\n\n"),
    "the council decided to ",
)
"""What the texts repeat."""


class _TooSlow(BaseException):
    """An expression has used its time."""


def main() -> None:
    """Print the slow expressions: where each is, the expression, and what its text repeats."""
    patterns = _recorded()
    methods = _methods()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise _TooSlow

    signal.signal(signal.SIGVTALRM, interrupt)
    slow = []
    for (pattern, flags), place in sorted(patterns.items(), key=str):
        only_matched = methods.get(pattern, {"search"}) <= {"match", "fullmatch"}
        size = SHORT if any(place.startswith(each) for each in BOUNDED) else LONG
        units = [unit for unit in UNITS if _is_slow(re.compile(pattern, flags), unit, size, only_matched=only_matched)]
        if units:
            slow.append([place, pattern, units])
    json.dump({"expressions": len(patterns), "slow": slow}, sys.stdout)


def _is_slow(pattern: re.Pattern[str], unit: str, size: int, *, only_matched: bool) -> bool:
    """Return whether an expression takes too long on a text that repeats a unit, ending in something else."""
    text = "Words " * (not only_matched) + unit * (size // len(unit)) + "\0"
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        if only_matched:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
    except _TooSlow:
        return True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False


def _recorded() -> dict[tuple[str, int], str]:
    """Return all expressions with their flags, and the file of each."""
    found: dict[tuple[str, int], str] = {}
    compile_expression = re.compile

    def record(pattern: str | re.Pattern[str], flags: int = 0) -> re.Pattern[str]:
        compiled = compile_expression(pattern, flags)
        place = Path(sys._getframe(1).f_code.co_filename)
        if isinstance(compiled.pattern, str) and place.is_relative_to(ROOT):
            found.setdefault((compiled.pattern, compiled.flags), place.relative_to(ROOT).as_posix())
        return compiled

    re.compile = record  # type: ignore[assignment]
    for module in list(_modules()):
        _fill_caches(module)
    re.compile = compile_expression
    for path, pattern in _written_where_used():
        found.setdefault((pattern, compile_expression(pattern).flags), path)
    return {key: place for key, place in found.items() if place.startswith(PACKAGES)}


def _modules() -> Iterator[ModuleType]:
    for name in PACKAGES:
        package = importlib.import_module(name)
        for each in pkgutil.walk_packages(package.__path__, f"{name}."):
            if not each.name.endswith("__main__"):
                yield importlib.import_module(each.name)


def _fill_caches(module: ModuleType) -> None:
    """Call the cached functions without parameters: most make expressions of the languages' words."""
    for function in vars(module).values():
        wrapped = getattr(function, "__wrapped__", None)
        if not (inspect.isfunction(wrapped) and wrapped.__module__ == module.__name__):
            continue
        if module.__name__.startswith(OF_LANGUAGES) and not inspect.signature(wrapped).parameters:
            function()


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if path.name == "__main__.py":
                continue
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _written_where_used() -> Iterator[tuple[str, str]]:
    """Yield the constant expressions that are given to functions of `re`, with their files."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="re"), attr=attr), args=[ast.Constant(value=str(text)), *_]
                ) if attr not in ("compile", "escape"):
                    yield path, text


def _methods() -> dict[str, set[str]]:
    """Return by which methods each named expression is used, where the name is that of one in its file."""
    used: dict[str, set[str]] = defaultdict(set)
    for path, tree in _trees():
        module = importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        named = {name: each for name, each in vars(module).items() if isinstance(each, re.Pattern)}
        owners = {id(node.value): node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in named:
                used[named[node.id].pattern].add(owners.get(id(node), "search"))
    return used


if __name__ == "__main__":
    main()
