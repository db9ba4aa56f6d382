"""What is answered from the first moment of a start, before anything is loaded."""

import json
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from service.first_build import BUILD
from service.getting_ready import MAX_CLIENTS, TEXTS, GettingReady, respond
from service.listening import listen
from service.translations.messages import languages
from tests.service.html_page import parse
from tests.service.test_main import COMMAND, ROOT, environment


@pytest.mark.parametrize("path", ["/", "/search?q=labour", "/healthz", "/readyz", "/api/v1/search?q=labour"])
def test_every_path_is_answered(path: str) -> None:
    """Every path has a 503 that says when to try again, as JSON where errors are JSON; HEAD has no body."""
    with listen("127.0.0.1", 0) as listener, GettingReady([listener]):
        base = f"http://127.0.0.1:{listener.getsockname()[1]}"
        response = httpx.get(base + path, timeout=60)
        assert (response.status_code, response.headers["retry-after"]) == (503, "5")
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        if path.startswith(("/healthz", "/readyz", "/api/")):
            assert response.json()["error"]["code"] == "getting_ready"
        else:
            page = parse(response.text)
            assert page.one("h1").text.strip() == TEXTS["en"][0]
        head = httpx.head(base + path, timeout=60)
        assert (head.status_code, head.content) == (503, b"")


def test_the_page_is_in_every_language() -> None:
    """Every language of the interface has its sentence."""
    assert set(TEXTS) == set(languages())
    page = respond(b"GET / HTTP/1.1\r\n\r\n").decode()
    assert all(text in page for _, text in TEXTS.values())


def test_half_open_connections_keep_nobody_out() -> None:
    """Connections that send nothing are closed where there are too many, the oldest first."""
    with listen("127.0.0.1", 0) as listener, GettingReady([listener]):
        where = listener.getsockname()
        idle = [socket.create_connection(where, timeout=60) for _ in range(MAX_CLIENTS + 20)]
        try:
            with socket.create_connection(where, timeout=60) as slow:
                slow.sendall(b"GET /readyz HT")
                slow.sendall(b"TP/1.1\r\nHost: x\r\n\r\n")
                assert slow.recv(10_000).startswith(b"HTTP/1.1 503 ")
            assert idle[0].recv(1) == b""
        finally:
            for each in idle:
                each.close()


def test_the_next_gets_what_was_not_answered() -> None:
    """After the block the sockets listen on, for the server that follows."""
    with listen("127.0.0.1", 0) as listener:
        with GettingReady([listener]):
            pass
        with socket.create_connection(listener.getsockname(), timeout=60):
            listener.settimeout(60)
            accepted, _ = listener.accept()
            accepted.close()


def test_it_loads_nothing_slow() -> None:
    """What answers, and what listens before it, import neither the engine nor the framework."""
    code = "import service.__main__, sys, json; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"numba", "fastapi", "uvicorn", "service.app"} & set(json.loads(done.stdout))


def test_a_first_start_builds(tmp_path: Path) -> None:
    """With --build and without an index the service builds one, and then answers from it."""
    assert BUILD[-2:] == ("build", "--if-changed")
    data = tmp_path / "data"
    corpus = {"VERBATIM_DATA_DIR": str(data)}
    with subprocess.Popen(
        [*COMMAND, "--port", "0", "--build"],
        cwd=ROOT,
        env=environment(**corpus),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout
        try:
            lines: list[str] = []
            while not any(line.startswith("Verbatim is at") for line in lines):
                lines.append(process.stdout.readline())
                assert lines[-1], lines
            where = lines[-1].split()[3]
            assert httpx.get(f"{where}/readyz", timeout=60).json()["documents"] > 0
        finally:
            process.kill()
