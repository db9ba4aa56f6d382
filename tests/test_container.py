"""The Dockerfile as it is written. `.ci/dockerfile-steps` carries its steps out; its parser is tested here too."""

import os
import sys
from dataclasses import fields
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from starlette.routing import Match

from indexer.settings import ROOT, IndexerSettings
from service.app import create_app
from service.settings import Settings

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
SETTINGS = {f"VERBATIM_{field.name.upper()}" for field in fields(Settings)} | {"VERBATIM_CORPUS_DIR"}


def load_steps() -> ModuleType:
    """The script as a module; it has no ending by which Python would find it."""
    loader = SourceFileLoader("dockerfile_steps", str(ROOT / ".ci" / "dockerfile-steps"))
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = sys.modules[loader.name] = module_from_spec(spec)
    loader.exec_module(module)
    return module


steps = load_steps()


def problems(dockerfile: str) -> list[str]:
    """What is wrong with a Dockerfile, as far as that can be read off it."""
    stages = steps.parse(dockerfile)
    return [*_about_steps(stages), *_about_the_last(stages[-1])]


def _about_steps(stages: list[Any]) -> list[str]:
    found = [f"{stage.base} has no fixed tag" for stage in stages if stage.base.partition(":")[2] in ("", "latest")]
    names: set[str] = set()
    for stage in stages:
        for step in stage.instructions:
            if step.keyword == "COPY" and "from" in step.flags:
                found += [] if step.flags["from"] in names else [f"no stage {step.flags['from']} stands before"]
            elif step.keyword == "COPY":
                found += [f"no {path} to copy" for path in step.words[:-1] if not steps.context_files(ROOT, path)]
            elif step.keyword == "RUN":
                found += [f"{word} in a RUN step" for word in ("apt-get", "curl", "pip install") if word in step.text]
        names.add(stage.name)
    return found


def _about_the_last(stage: Any) -> list[str]:
    found = []
    settings = {step.keyword: step for step in stage.instructions}
    user = settings["USER"].text if "USER" in settings else "0"
    if not user.partition(":")[0].isdigit() or int(user.partition(":")[0]) == 0:
        found.append(f"user {user} is not a number other than 0")
    if "/readyz" not in getattr(settings.get("HEALTHCHECK"), "text", ""):
        found.append("no health check")
    if "VOLUME" not in settings:
        found.append("no volume")
    if "exec " not in settings["CMD"].text:
        found.append("the server is a child of the shell, which keeps signals to itself")
    names = [pair.partition("=")[0] for step in stage.instructions if step.keyword == "ENV" for pair in step.words]
    return found + [f"no setting {name}" for name in names if name.startswith("VERBATIM_") and name not in SETTINGS]


def test_the_dockerfile_is_sound() -> None:
    """Nothing is wrong with the Dockerfile as far as it can be read off it."""
    assert problems(DOCKERFILE) == []


@pytest.mark.parametrize(
    ("written", "instead", "problem"),
    [
        ("FROM python:3.12-slim AS", "FROM python:latest AS", "python:latest has no fixed tag"),
        ("FROM python:3.12-slim AS", "FROM python AS", "python has no fixed tag"),
        ("COPY corpus corpus", "COPY copra corpus", "no copra to copy"),
        ("COPY corpus corpus", "COPY tests tests", "no tests to copy"),
        ("--from=build /app/.venv", "--from=built /app/.venv", "no stage built stands before"),
        ("RUN requirements/install", "RUN pip install --requirement", "pip install in a RUN step"),
        ("USER 10001:10001", "USER verbatim", "user verbatim is not a number other than 0"),
        ("USER 10001:10001", "USER 0", "user 0 is not a number other than 0"),
        ("/readyz", "/", "no health check"),
        ("VOLUME /app/var", "", "no volume"),
        ("exec python", "python", "the server is a child of the shell, which keeps signals to itself"),
        ("VERBATIM_PORT=", "VERBATIM_DOOR=", "no setting VERBATIM_DOOR"),
    ],
)
def test_the_check_can_fail(written: str, instead: str, problem: str) -> None:
    """Each thing that the check looks for is found in a Dockerfile that has it."""
    assert written in DOCKERFILE
    assert problem in problems(DOCKERFILE.replace(written, instead))


def test_the_image_is_installed_as_make_does_it() -> None:
    """Image and Makefile call the same script, and it can be run."""
    for name in ("Dockerfile", "Makefile"):
        assert "requirements/install runtime" in (ROOT / name).read_text(encoding="utf-8")
    assert os.access(ROOT / "requirements" / "install", os.X_OK)


def test_the_image_gets_its_settings_from_the_environment() -> None:
    """The folders of the index and of the corpus are those that the image says, in both programs."""
    stage = steps.parse(DOCKERFILE)[-1]
    given = dict(pair.split("=", 1) for step in stage.instructions if step.keyword == "ENV" for pair in step.words)
    volume = next(step.text for step in stage.instructions if step.keyword == "VOLUME")
    assert IndexerSettings.from_environment(given) == IndexerSettings(Path(volume), Path("/app/corpus"))
    assert Settings.from_environment(given) == Settings(data_dir=Path(volume), host=given["VERBATIM_HOST"])


def test_the_health_check_asks_an_address_that_exists(tmp_path: Path) -> None:
    """The service has the address of the health check."""
    app = create_app(Settings(data_dir=tmp_path))
    asked = {"type": "http", "path": "/readyz", "method": "GET"}
    assert any(route.matches(asked)[0] == Match.FULL for route in app.routes)


def test_nothing_but_what_is_needed_reaches_the_image(tmp_path: Path) -> None:
    """The .dockerignore lets the code and the corpus through, but no documents of the user's, tests or caches."""
    (tmp_path / ".dockerignore").write_text((ROOT / ".dockerignore").read_text(encoding="utf-8"), encoding="utf-8")
    wanted = {
        "LICENSE",
        "corpus/manifest.toml",
        "corpus/library/README.md",
        "service/pages/home.py",
        "requirements/install",
    }
    unwanted = {".git/config", "tests/test_pins.py", "corpus/library/secret.pdf", "corpus/library/more/secret.pdf",
                "service/pages/__pycache__/home.cpython-312.pyc", "var/current", ".venv/bin/python"}  # fmt: skip
    for name in wanted | unwanted:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert set(steps.context_files(tmp_path, ".")) == wanted


def test_parsing() -> None:
    """Stages, flags, comments within continued lines, and both forms of a command."""
    first, second = steps.parse(
        "# Comment\nFROM a:1 AS one\nRUN x && \\\n  # comment\n  y\n\n"
        'FROM b:2\nCOPY --from=one --chown=1:1 p q r/\nENV A="x y" \\\n    B=$A\nCMD ["sh", "-c", "z; exec w"]\n'
    )
    assert (first.base, first.name, second.base, second.name) == ("a:1", "one", "b:2", "1")
    (run,) = first.instructions
    assert (run.keyword, run.text) == ("RUN", "x && y")
    copied, environment, command = second.instructions
    assert (copied.flags, copied.words) == ({"from": "one", "chown": "1:1"}, ["p", "q", "r/"])
    assert environment.words == ["A=x y", "B=$A"]
    assert command.words == ["sh", "-c", "z; exec w"]


def test_an_instruction_that_is_not_known_is_refused(tmp_path: Path) -> None:
    """A step that cannot be carried out is said so, not passed over."""
    (stage,) = steps.parse("FROM a:1\nADD x y\n")
    stage.folder = tmp_path
    with pytest.raises(steps.StepFailed, match="ADD"):
        steps.carry_out(stage, [stage], ROOT)


def test_steps_are_carried_out_in_the_folder(tmp_path: Path) -> None:
    """COPY, RUN and ENV do in the stage's folder what they would do in the image."""
    context, one, two = (tmp_path / name for name in ("context", "one", "two"))
    for folder in (context / "code" / "deep", one, two):
        folder.mkdir(parents=True)
    (context / "code" / "deep" / "a.py").write_text("a")
    (context / "b.txt").write_text("b")
    stages = steps.parse(
        "FROM a:1 AS one\nWORKDIR /app\nCOPY code code\nCOPY b.txt in/\nRUN cat in/b.txt /app/code/deep/a.py > both\n"
        'FROM a:1 AS two\nWORKDIR /app\nCOPY --from=one /app/code code\nENV HERE="/app/x:$PATH"\n'
    )
    for stage, folder in zip(stages, (one, two), strict=True):
        stage.folder = folder
        steps.carry_out(stage, stages, context)
    assert (one / "app" / "both").read_text() == "ba"
    assert (two / "app" / "code" / "deep" / "a.py").read_text() == "a"
    assert stages[1].environment["HERE"] == f"{two}/app/x:{steps.SYSTEM_PATH}"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """COPY of what is not there, or is ignored, fails with its name."""
    (stage,) = steps.parse("FROM a:1\nCOPY nothing there\n")
    stage.folder = tmp_path
    with pytest.raises(steps.StepFailed, match="nothing"):
        steps.carry_out(stage, [stage], tmp_path)


@pytest.mark.parametrize(
    ("path", "lines", "ignored"),
    [
        ("a/b/c.py", ["a"], True),
        ("a/b/c.py", ["*"], True),
        ("a/b/c.py", ["*", "!a"], False),
        ("a/b/c.py", ["*", "!a", "a/b/*.py"], True),
        ("a/b/c.py", ["a/*.py"], False),
        ("a/b/c.py", ["**/*.py"], True),
        ("c.py", ["**/c.py"], True),
        ("a/b/c.py", ["a/?/c.py"], True),
        ("a/b/c.py", ["# a", "", "/a/"], True),
        ("abc", ["a", "a.c"], False),
    ],
)
def test_ignoring(path: str, lines: list[str], ignored: bool) -> None:  # noqa: FBT001 - a column of the table
    """The last line that speaks of a file or of a folder of it counts."""
    assert steps.is_ignored(path, lines) is ignored
