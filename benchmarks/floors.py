"""Compares measures with pinned floors, and fails where one has fallen below its own.

    python -m benchmarks.floors --floors tests/relevance/floors.toml --data ../shared/eval MEASURED.json...

MEASURED are what `benchmarks.relevance --json` printed, and what `benchmarks.report --json` did, in files whose names
say of what. The floors name the digest of the data that they hold for: raising one is a commit.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

Figures = Mapping[str, Any]


class Compared(NamedTuple):
    """A measure beside its floor; `value` is None where it was not measured."""

    name: str
    measure: str
    value: float | None
    floor: float

    @property
    def fallen(self) -> bool:
        return self.value is not None and self.value < self.floor


def main(
    measured: Annotated[list[Path], typer.Argument(help="What the benchmarks printed as JSON.")],
    floors: Annotated[Path, typer.Option(help="The pinned floors.")],
    data: Annotated[Path, typer.Option(help="The folder with the evaluation data.")],
) -> None:
    """Print every measure beside its floor; end with an error where one has fallen, or the data has changed."""
    pinned = tomllib.loads(floors.read_text(encoding="utf-8"))
    found = collected(measured)
    changed = [
        name for name, value in pinned["digests"].items() if (data / name).exists() and digest(data / name) != value
    ]
    for name in changed:
        print(f"{name}: the data is not that for which the floors are pinned")
    rows = list(compare(found, pinned["floors"]))
    for row in rows:
        value = "not measured" if row.value is None else f"{row.value:.4f}"
        print(f"{row.name} {row.measure}: {value}, floor {row.floor:.4f}{'  FALLEN' if row.fallen else ''}")
    if changed or any(row.fallen for row in rows):
        raise typer.Exit(1)


def collected(paths: list[Path]) -> dict[str, Figures]:
    """Return the figures in some files: of each set by its name, of a report by its file's."""
    found: dict[str, Figures] = {}
    for path in paths:
        content = json.loads(path.read_text(encoding="utf-8"))
        if "sets" in content:
            found |= content["sets"]
        else:
            found[path.stem] = {**_over_all(content["kinds"]), **_flat(content), **_flat(content["kinds"])}
    return found


def compare(found: Mapping[str, Figures], floors: Mapping[str, Mapping[str, float]]) -> Iterator[Compared]:
    """Yield every floor beside what was measured."""
    for name, pinned in floors.items():
        for measure, floor in pinned.items():
            value = found.get(name, {}).get(measure)
            yield Compared(name, measure, None if value is None else float(value), floor)


def digest(path: Path) -> str:
    """Return the digest of a file, or of the files in a folder with their names: the first 16 digits of its SHA-256."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    state = hashlib.sha256()
    for file in files:
        state.update(file.name.encode() + b"\0" + file.read_bytes())
    return state.hexdigest()[:16]


def _over_all(kinds: Mapping[str, Figures]) -> Figures:
    """Return the measures over the queries of all kinds."""
    total = sum(each["n"] for each in kinds.values()) or 1
    measures = ("hit@1", "hit@5", "mrr@10")
    return {name: sum(each[name] * each["n"] for each in kinds.values()) / total for name in measures}


def _flat(content: Figures) -> Figures:
    """Return the further figures of a report, such as `answers.accuracy`, or those of each kind: `es.hit@1`."""
    others = {name: value for name, value in content.items() if name != "kinds" and isinstance(value, dict)}
    return {f"{name}.{measure}": value for name, figures in others.items() for measure, value in figures.items()}


if __name__ == "__main__":
    typer.run(main)
