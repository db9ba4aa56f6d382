"""A process that makes portions for a build: `python -m indexer.segments.worker PARENT`.

It is told over its standard input how portions are made, and then one after another; each is answered over what was
its standard output. Both ends are this program's own, so that values travel pickled. It ends when its
input does, and dies with the process that started it.
"""

import pickle
import signal
import sys
import traceback
from os import fdopen
from typing import BinaryIO

from indexer.read.sandbox.isolation import die_with_parent
from indexer.read.sandbox.worker import claim_standard_output
from indexer.segments.segment_maker import Fault, Made, Maker, Task


def main(parent: int, tasks: BinaryIO) -> None:
    """Makes portions until there are no more."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build hears of it and ends this process
    with fdopen(claim_standard_output(), "wb") as answers:
        maker: Maker = pickle.load(tasks)  # noqa: S301 - from the process that started this one
        while tasks.peek(1):  # type: ignore[attr-defined]  # standard input is buffered
            pickle.dump(_made(maker, pickle.load(tasks)), answers)  # noqa: S301 - as above
            answers.flush()


def _made(maker: Maker, task: Task) -> Made | Fault:
    try:
        return maker.make(task)
    except Exception as error:  # noqa: BLE001 - the edge of this process: the build says what went wrong
        return Fault(f"{type(error).__name__}: {error}", traceback.format_exc())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.stdin.buffer)
