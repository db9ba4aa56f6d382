"""An indexer that is killed at any moment leaves the live generation as it was."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from indexer.index.folders import GENERATIONS, live_folder
from indexer.index.verify import verify
from indexer.settings import ROOT
from tests.conftest import FIXTURES, build_index

TIMES = 10


def start_build(data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "indexer", "build", "--source", str(FIXTURES)]
    environment = {**os.environ, "VERBATIM_DATA_DIR": str(data)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def test_killing_a_build_at_random_moments_costs_nothing(tmp_path: Path) -> None:
    """After each of ten kills a whole generation is live and verifies; the next build succeeds and clears up."""
    data = build_index(tmp_path, FIXTURES)
    began = time.monotonic()
    start_build(data).communicate(timeout=60)
    duration = time.monotonic() - began
    moments = random.Random(20230417)
    for _ in range(TIMES):
        child = start_build(data)
        time.sleep(moments.uniform(0.2, 1.0) * duration)
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)
        assert verify(live_folder(data)).documents
    last = start_build(data)
    _, notes = last.communicate(timeout=60)
    assert last.returncode == 0, notes.decode()
    assert verify(live_folder(data)).documents
    left = [path.name for path in (data / GENERATIONS).iterdir()]
    assert len(left) == 2
    assert not any(name.startswith(".") for name in left)
