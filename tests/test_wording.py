"""The repository uses the field's terms and plain English: paraphrases that readers stumbled over stay out."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.settings import ROOT

BANNED = {
    r"so many\b(?! that)": "the number",
    r"of (its|their|his) own": "its, or leave it out",
    r"(is|are|was|were|be|been) told|told (of|by|that|whether|which)": "detected, passed, notified",
    r"\bhears?\b|\bheard\b": "is called with, receives",
    r"collector of garbage": "garbage collector",
    r"what is so\b|\bis so\.": "name the noun",
    r"\b(puts?|putting) right\b": "correct",
    r"\b(gives?|gave|give) way\b": "is replaced by",
    r"\blet go\b": "remove, release",
    r"\bwhom\b": "who, or the noun",
    r"\bnobody\b": "no one, none, or the noun",
    r"\banew\b": "again",
    r"\bkeeper\b": "the administrator",
    r"\bstepped aside\b|\bsteps? aside\b": "is replaced",
    r"\bcloseness\b": "proximity",
    r"\bstretch(es)?\b": "fragment, window",
    r"\btelling\b": "distinctive, high-idf",
    r"\bsees? to it\b": "ensures",
    r"\b(to be|be) had\b": "available",
    r"\bmakes? out of\b|\bmade out of\b": "builds from",
    r"\bother names?\b": "synonym",
    r"\bwithin (its|their) rights\b": "allowed",
    r"\b(stands?|stood)\b(?! (for|out|in for)\b)(?!-)": "is",
    r"\bnonsense\b": "invalid data",
    r"\bcomes? along\b": "progresses",
    r"\breckon(s|ed|ing)?\b": "compute",
    r"\bgoes by\b|(?<!ties )\bgo by\b": "uses, is called",
    r"\bsaid so\b": "reported",
    r"\btake(s|n)? over\b|\btook over\b": "reuse",
    r"\bportions?\b": "segment",
    r"\bfault of this program\b": "internal error",
    r"\bsomebody\b": "someone",
    r"\b(words|accents|titles) and all\b": "including",
    r"\bbr(ing|ings|ought) along\b": "includes, ships with",
    r"\b(one|row|line|item|object|results|bytes|bits) a (line|row|passage|request|record|page)\b": "per",
    r"\bwhere (they|it) lies?\b": "on demand",
    r"\bin the making\b": "under construction, or the verb",
    r"\bspeaks? (for|against) (a|an|it|them|none|any)\b": "is evidence for",
    r"\b(begins?|starts?) so\b": "with this prefix",
    r"\bmend(ed|s|ing)?\b": "correct, rebuild",
    r"\bknows? of\b": "lists, contains",
    r"\bbeyond doubt\b": "certain",
    r"\bstop words? and all\b": "including stop words",
    r"\bheads and feet\b|\bhead and foot\b": "headers and footers",
    r"\bby the clock\b": "wall time",
    r"\bfor so long\b": "the number of seconds",
    r"\bfalls? silent\b|\bdrips? in\b": "times out, sends slowly",
    r"\bcloser look\b": "reranking",
    r"\bc[oa]me along\b": "set, sent",
    r"\bslips? of the pen\b": "typing error",
    r"\bmade[- ]up (statements?|documents?|queries)\b": "generated",
}
"""Each pattern with what to write instead."""

TEXTS = sorted(
    path
    for folder, ending in [(".", "md"), ("docs", "md"), ("corpus", "README.md"), ("templates", "html")]
    for path in (ROOT.glob("*.md") if folder == "." else (ROOT / folder).rglob(f"*{ending}"))
)
CODE = sorted(
    path for folder in ("service", "indexer", "benchmarks", "tests") for path in (ROOT / folder).rglob("*.py")
)


def phrases(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each line of prose with its number: of code, its comments and docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from enumerate(text.splitlines(), 1)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from enumerate(node.value.value.splitlines(), node.lineno)


def findings(line: str) -> list[str]:
    return [
        f"“{found[0]}” (write: {instead})"
        for pattern, instead in BANNED.items()
        if (found := re.search(pattern, line, re.IGNORECASE))
    ]


@pytest.mark.parametrize("path", [*TEXTS, *CODE], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_paraphrase_of_a_term(path: Path) -> None:
    """Documentation, templates, docstrings and comments use the term itself."""
    if path == Path(__file__):
        return
    found = [f"{path.relative_to(ROOT)}:{number}: {each}" for number, line in phrases(path) for each in findings(line)]
    assert not found, "\n".join(found)


def test_the_rule_can_fail() -> None:
    """A paraphrase is found, whatever its case; the term is not."""
    assert findings("Nobody is told of it.") != []
    assert findings("The callback receives each segment.") == []
