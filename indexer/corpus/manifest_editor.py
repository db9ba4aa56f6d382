"""Write metadata of a source into the manifest's file, leaving its other lines and comments as they are."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from indexer.corpus.manifest import load_manifest
from indexer.errors import CorpusError
from indexer.records.taxonomy import Taxonomy

Value = str | int | Sequence[str]

_BLOCK = "[[source]]"
_TABLE = re.compile(r"\s*\[")
_KEY = re.compile(r"\s*(?P<key>[\w-]+)\s*=\s*(?P<value>.*)$")


def write_source(path: Path, taxonomy: Taxonomy, source_id: str, values: Mapping[str, Value]) -> None:
    """Set keys of the block of a source, which is added at the end if there is none.

    Raise CorpusError if the manifest would be invalid then, or cannot be written; it stays as it was.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    start, end = _block(lines, source_id)
    if start == end:
        lines += ["", _BLOCK, f"id = {_toml(source_id)}"]
        start, end = len(lines) - 2, len(lines)
    block = lines[start:end]
    for key, value in values.items():
        _set(block, key, f"{key} = {_toml(value)}")
    lines[start:end] = block
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
        load_manifest(draft, taxonomy)
        draft.replace(path)
    except OSError as error:
        raise CorpusError(f"{path}: cannot be written ({error.strerror}); change its permissions") from error
    finally:
        draft.unlink(missing_ok=True)


def _block(lines: Sequence[str], source_id: str) -> tuple[int, int]:
    """Return the first line of the keys of a source and the one after the last; the same two where it has no block."""
    starts = [number for number, line in enumerate(lines) if line.strip() == _BLOCK]
    for start in starts:
        end = next((at for at in range(start + 1, len(lines)) if _TABLE.match(lines[at])), len(lines))
        found = (match for line in lines[start:end] if (match := _KEY.match(line)))
        if any(match["key"] == "id" and match["value"].strip()[1:-1] == source_id for match in found):
            while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
                end -= 1
            return start + 1, end
    return len(lines), len(lines)


def _set(block: list[str], key: str, line: str) -> None:
    """Replace the lines of a key in a block, or add one: after the title where it has one."""
    keys = {match["key"]: at for at, each in enumerate(block) if (match := _KEY.match(each))}
    if key in keys:
        start = end = keys[key]
        while block[start : end + 1] and not _is_whole(block[start : end + 1]):
            end += 1
        block[start : end + 1] = [line]
    else:
        block.insert(keys.get("title", keys.get("id", len(block) - 1)) + 1, line)


def _is_whole(lines: Sequence[str]) -> bool:
    """Return whether the lines of a key hold all of a list."""
    outside = re.sub(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*', "", "\n".join(lines))
    return outside.count("[") <= outside.count("]")


def _toml(value: Value) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(" ".join(value.split()), ensure_ascii=False)  # what JSON escapes, TOML reads alike
    return f"[{', '.join(map(_toml, value))}]"
