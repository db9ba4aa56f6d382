"""The sockets of the server, and several workers that answer on one port."""

import signal
import socket
import subprocess
from pathlib import Path

import httpx
import pytest

from indexer.errors import SettingsError
from service.listening import listen, listen_together
from tests.processes import children_of, command_of, until
from tests.service.test_main import COMMAND, ROOT, environment, running


def workers_of(supervisor: int) -> set[int]:
    """The processes that answer for a supervisor."""
    return children_of(supervisor, b"spawn_main")


def test_they_answer_stand_in_for_each_other_and_stop_together(small_index: Path) -> None:
    """Both answer; for one that is killed another comes; told to stop, all stop, and the end is a good one."""
    with running(small_index, "--workers", "2") as (served, process):
        until(lambda: len(workers_of(process.pid)) == 2)
        for _ in range(12):
            assert httpx.get(f"{served}/search?q=inspection", timeout=60).status_code == 200
        first = workers_of(process.pid)
        victim = min(first)
        subprocess.run(["kill", "-KILL", str(victim)], check=True)  # noqa: S607 - the system's own
        until(lambda: len(workers_of(process.pid) - {victim}) == 2)
        for _ in range(12):
            assert httpx.get(f"{served}/search?q=inspection", timeout=60).status_code == 200
        answering = workers_of(process.pid)
        assert len(answering & first) == 1
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        assert f"A worker ended unexpectedly (exit code {-signal.SIGKILL})" in output
        assert "Traceback" not in output
        assert not any(map(command_of, answering))


def test_they_end_with_their_supervisor(small_index: Path) -> None:
    """No worker survives a supervisor that is killed."""
    with running(small_index, "--workers", "2") as (served, process):
        until(lambda: len(workers_of(process.pid)) == 2)
        assert httpx.get(f"{served}/healthz", timeout=60).status_code == 200
        answering = workers_of(process.pid)
        process.kill()
        process.wait()
        until(lambda: not any(map(command_of, answering)))


def test_a_port_in_use_is_not_shared_with_strangers(tmp_path: Path) -> None:
    """A port on which anyone listens is refused, in one line, even if that socket could be shared."""
    with listen("127.0.0.1", 0, shared=True) as taken:
        port = str(taken.getsockname()[1])
        command = [*COMMAND, "--port", port, "--workers", "2"]
        settings = environment(VERBATIM_DATA_DIR=str(tmp_path))
        ended = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"Port {port} of 127.0.0.1 is in use.")


def test_each_has_its_socket() -> None:
    """All listen on one port, each receives connections, and no other process can bind it."""
    listeners = listen_together("127.0.0.1", 0, 3)
    host, port = listeners[0].getsockname()
    made = [socket.create_connection((host, port)) for _ in range(60)]
    for listener in listeners:
        listener.settimeout(5)
        listener.accept()[0].close()
    for each in (*made, *listeners[1:]):
        each.close()
    with listeners[0], pytest.raises(SettingsError, match="in use"):
        listen_together(host, port, 2)
