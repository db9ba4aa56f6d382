"""Building the index in another process while the service starts."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import IndexUnavailable
from indexer.index.folders import live_folder
from indexer.index.meta import read_meta
from indexer.settings import Settings

BUILD = (sys.executable, "-m", "indexer", "build", "--if-changed")


@contextmanager
def building(settings: Settings, *, wanted: bool) -> Iterator[None]:
    """Build while the block runs, where it is `wanted`; where there is no index yet, wait for the end of it too.

    An index that is there is served meanwhile: the service switches to the new one by itself. A build that fails says
    why on stderr; what the service then shows says what to run.
    """
    process = subprocess.Popen(BUILD) if wanted else None  # noqa: S603 - our own command
    try:
        yield
    except BaseException:
        if process:
            process.terminate()
        raise
    if process and not _has_index(settings):
        process.wait()


def _has_index(settings: Settings) -> bool:
    try:
        read_meta(live_folder(settings.data_dir))
    except IndexUnavailable:
        return False
    return True
