"""The process in which a file is opened: `python -m indexer.read.sandbox.worker FORMAT PATH LIMITS PARENT`.

It sends one JSON object over what was its standard output and exits with status 0, whether the file could be read
or not. Everything that libraries print goes nowhere.
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from indexer.errors import ReadingError
from indexer.read.formats import load_reader
from indexer.read.sandbox import protocol as wire
from indexer.read.sandbox.isolation import confine, die_with_parent
from indexer.read.sandbox.limits import Limits
from indexer.records.reading import Reading


def main(arguments: list[str]) -> None:
    """Reads the file that the arguments name: format, path, limits as JSON, the parent's process id."""
    format_name, path, limits_json, parent = arguments
    die_with_parent(int(parent))
    channel = claim_standard_output()
    limits = Limits(**json.loads(limits_json))
    reader = load_reader(format_name)
    is_fenced = confine(limits)
    try:
        reading = reader.read(Path(path), limits)
        answer = wire.encode_reading(reading if is_fenced else _with_warning(reading))
    except ReadingError as error:
        answer = wire.encode_error(error)
    except MemoryError:
        answer = wire.encode_error(_out_of_memory(limits))
    except OSError as error:
        answer = wire.encode_error(ReadingError(f"cannot be opened ({error.strerror}); check its permissions", "open"))
    except Exception as error:  # noqa: BLE001  # the outer edge of one document: libraries raise anything on bad files
        answer = wire.encode_error(_unexpected(error))
    with os.fdopen(channel, "wb") as pipe:
        pipe.write(answer)


def claim_standard_output() -> int:
    """The parent's pipe under a number of its own; writing to standard output then goes nowhere."""
    channel = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return channel


def _with_warning(reading: Reading) -> Reading:
    unfenced = "this system could not keep the reading process from the network; Python alone did"
    return replace(reading, warnings=(*reading.warnings, unfenced))


def _out_of_memory(limits: Limits) -> ReadingError:
    return ReadingError(f"needs more than the {limits.memory >> 20} MiB of memory allowed; split it and add the parts")


def _unexpected(error: Exception) -> ReadingError:
    detail = " ".join(str(error).split())[:200]
    return ReadingError(
        f"cannot be read ({type(error).__name__}: {detail}); it may be damaged: save a new copy in another program"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
