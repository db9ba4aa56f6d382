"""`python -m service` in a separate process."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.__main__ import address, print_status
from service.listening import listen
from tests.conftest import CORPUS, build_index

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-W", "error", "-m", "service"]


def environment(**settings: str) -> dict[str, str]:
    """The environment of the tests with these settings and no others of ours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VERBATIM_")}
    return {**kept, **settings}


@contextmanager
def running(data: Path, *options: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The service on a free port: the address that it prints, and its process."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *options],
        cwd=ROOT,
        env=environment(VERBATIM_DATA_DIR=str(data)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    try:
        found = None
        while found is None and (line := process.stdout.readline()):
            found = re.search(r"Verbatim is at (http://127\.0\.0\.1:\d+)", line)
        assert found
        yield found.group(1), process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def test_serves(small_index: Path) -> None:
    """It prints its address, answers there, and stops on SIGTERM."""
    with running(small_index) as (served, process):
        response = httpx.get(f"{served}/search?q=inspection", timeout=60)
        assert response.status_code == 200
        assert "server" not in response.headers
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=60)
        assert "path=/search status=200" in output


def test_starts_without_index(tmp_path: Path) -> None:
    """Without an index it starts, says so, and answers 503."""
    with running(tmp_path / "nothing") as (served, process):
        assert process.stdout
        assert "cannot answer yet" in process.stdout.readline()
        assert httpx.get(f"{served}/healthz", timeout=60).status_code == 200
        assert httpx.get(f"{served}/readyz", timeout=60).status_code == 503


def test_a_briefing_alone_says_how_to_get_the_documents(
    tmp_path: Path, small_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the terminal as on the pages; with a document there is nothing to say."""
    briefing = build_index(tmp_path, CORPUS / "briefing" / "namibia.md")
    for data, is_said in ((briefing, True), (small_index, False)):
        with listen("127.0.0.1", 0) as listener:
            print_status(Settings(data_dir=data), listener)
        said = capsys.readouterr().out
        assert said.startswith("Verbatim is at http://127.0.0.1:")
        assert ("python -m indexer fetch && python -m indexer build" in said) is is_said


def test_port_in_use(tmp_path: Path) -> None:
    """A port in use is said in one line, without a trace."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        settings = environment(VERBATIM_DATA_DIR=str(tmp_path), VERBATIM_PORT=port)
        ended = subprocess.run(COMMAND, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"Port {port} of 127.0.0.1 is in use.")
    assert "Traceback" not in ended.stderr


def test_bad_setting() -> None:
    """An invalid setting ends the command with status 2 and is named."""
    settings = environment(VERBATIM_QUERY_SECONDS="soon")
    ended = subprocess.run(COMMAND, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr.startswith("VERBATIM_QUERY_SECONDS is “soon”")


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://localhost:80"),  # noqa: S104 - a name to be shown, not a socket to be bound
        ("::", "http://localhost:80"),
        ("::1", "http://[::1]:80"),
        ("intranet", "http://intranet:80"),
    ],
)
def test_address(host: str, shown: str) -> None:
    """The printed address can be typed into a browser."""
    assert address(host, 80) == shown


def test_connections_send_at_once() -> None:
    """The body of an answer does not wait until its head has arrived, as it would on a connection kept open."""
    with listen("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        connection, _ = listener.accept()
        with connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
