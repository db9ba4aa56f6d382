"""The Dockerfile, checked without a container engine; tests/test_wheel.py installs and runs the wheel."""

import fnmatch
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.routing import Match

from indexer.settings import ROOT, Settings
from service.app import create_app
from service.cli import SUBCOMMANDS

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8")


class Instruction(NamedTuple):
    """One instruction of a Dockerfile, its continued lines joined."""

    keyword: str
    text: str

    @property
    def words(self) -> list[str]:
        return json.loads(self.text) if self.text.startswith("[") else shlex.split(self.text)


def instructions(dockerfile: str) -> list[Instruction]:
    lines = "\n".join(line for line in dockerfile.splitlines() if not line.startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines).splitlines()
    return [Instruction(*line.split(maxsplit=1)) for line in joined if line.strip()]


def is_in_the_context(path: str) -> bool:
    """Whether .dockerignore lets a path through: the last pattern that matches it or a parent decides."""
    parents = [path, *map(str, Path(path).parents)]
    allowed = True
    for line in IGNORED.splitlines():
        pattern = line.removeprefix("!")
        if line and not line.startswith("#") and any(fnmatch.fnmatch(each, pattern) for each in parents):
            allowed = line.startswith("!")
    return allowed


def problems(dockerfile: str) -> Iterator[str]:
    """Yield what is wrong with a Dockerfile."""
    steps = instructions(dockerfile)
    last = {step.keyword: step for step in steps}
    for step in steps:
        if step.keyword == "FROM" and step.words[0].partition(":")[2] in ("", "latest"):
            yield f"{step.words[0]} has no fixed tag"
        if step.keyword == "COPY" and not step.text.startswith("--from"):
            yield from (f"no {path} to copy" for path in step.words[:-1] if not can_be_copied(path))
        if step.keyword == "ENV":
            names = [pair.partition("=")[0] for pair in step.words]
            yield from (f"no setting {name}" for name in names if name.startswith("VERBATIM_") and name not in SETTINGS)
    user = last["USER"].text.partition(":")[0] if "USER" in last else "0"
    if not user.isdigit() or int(user) == 0:
        yield f"user {user} is not a number other than 0"
    if "/readyz" not in (last["HEALTHCHECK"].text if "HEALTHCHECK" in last else ""):
        yield "no health check"
    if last["CMD"].words[0] == "sh" and "exec " not in last["CMD"].text:
        yield "the server is a child of the shell, which does not forward signals"
    yield from (
        f"no command {name}"
        for name in re.findall(r"verbatim (\w+)", " ".join(last["CMD"].words))
        if name not in SUBCOMMANDS
    )


def can_be_copied(path: str) -> bool:
    return (ROOT / path).exists() and is_in_the_context(path)


SETTINGS = set(re.findall(r"`(VERBATIM_[A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")))


def test_the_dockerfile_is_sound() -> None:
    """The Dockerfile copies files that exist, sets settings that exist, and serves as an unprivileged user."""
    assert list(problems(DOCKERFILE)) == []


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("FROM python:3.12-slim AS", "FROM python:latest AS", "python:latest has no fixed tag"),
        ("COPY corpus corpus", "COPY copra corpus", "no copra to copy"),
        ("COPY corpus corpus", "COPY tests tests", "no tests to copy"),
        ("USER 10001:10001", "USER verbatim", "user verbatim is not a number other than 0"),
        ("USER 10001:10001", "USER 0", "user 0 is not a number other than 0"),
        ("/readyz", "/", "no health check"),
        (
            '"verbatim", "serve", "--build"',
            '"sh", "-c", "verbatim serve --build"',
            "the server is a child of the shell, which does not forward signals",
        ),
        ('"verbatim", "serve"', '"verbatim", "server"', "no command server"),
        ("VERBATIM_PORT=", "VERBATIM_DOOR=", "no setting VERBATIM_DOOR"),
    ],
)
def test_the_check_can_fail(written: str, instead: str, problem: str) -> None:
    """Each kind of problem is found in a Dockerfile that has it."""
    assert written in DOCKERFILE
    assert problem in list(problems(DOCKERFILE.replace(written, instead)))


def test_the_health_check_asks_a_path_that_exists(tmp_path: Path) -> None:
    """The service has a route for the health check."""
    app = create_app(Settings(data_dir=tmp_path))
    request = {"type": "http", "path": "/readyz", "method": "GET"}
    assert any(route.matches(request)[0] == Match.FULL for route in app.routes)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("LICENSE", True),
        ("corpus/manifest.toml", True),
        ("corpus/library/README.md", True),
        ("service/pages/home.py", True),
        ("requirements/install", True),
        (".git/config", False),
        ("tests/test_pins.py", False),
        ("corpus/library/secret.pdf", False),
        ("corpus/library/more/secret.pdf", False),
        ("service/pages/__pycache__/home.cpython-312.pyc", False),
        ("var/current", False),
        (".venv/bin/python", False),
    ],
)
def test_only_what_is_needed_reaches_the_image(path: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """Code and corpus are copied; a user's documents, tests and caches are not."""
    assert is_in_the_context(path) is expected
