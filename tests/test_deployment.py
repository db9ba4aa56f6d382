"""The recipes in docs/deployment/: systemd accepts the units, and nginx serves under a path as the recipe says."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from indexer.settings import ROOT
from service.cli import SUBCOMMANDS
from service.listening import listen
from tests.processes import until
from tests.service.html_page import parse
from tests.service.test_main import COMMAND, environment

RECIPES = ROOT / "docs" / "deployment"
UNITS = sorted(path for path in RECIPES.iterdir() if path.suffix in (".service", ".timer"))
BASE = "https://search.example.org/reports"


def needs(program: str) -> pytest.MarkDecorator:
    """Skip a test where a program is missing, but not in CI."""
    missing = shutil.which(program) is None and not os.environ.get("CI")
    return pytest.mark.skipif(missing, reason=f"{program} is not installed")


@needs("systemd-analyze")
def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    """`systemd-analyze verify` finds nothing, where the program of the units is there."""
    program = shutil.which("true")
    assert program
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace("/opt/verbatim/bin/verbatim", program)
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_units_name_commands_and_settings() -> None:
    """They run commands that exist, not as root, and both with the same limits."""
    texts = [path.read_text(encoding="utf-8") for path in UNITS if path.suffix == ".service"]
    for text in texts:
        assert set(re.findall(r"bin/verbatim (\w+)", text)) <= set(SUBCOMMANDS)
        assert "User=verbatim" in text
    hardening = [set(re.findall(r"^(?:Protect|Private|Restrict|NoNew)\w*=.*$", text, re.MULTILINE)) for text in texts]
    assert hardening[0] - {"Restart=always", "RestartSec=2"} == hardening[1]


@contextmanager
def behind_nginx(folder: Path, port: int) -> Iterator[str]:
    """The recipe for nginx on a free port without TLS, before a service on this port: where it answers."""
    with listen("127.0.0.1", 0) as found:
        own = found.getsockname()[1]
    recipe = (RECIPES / "nginx.conf").read_text(encoding="utf-8")
    recipe = re.sub(r"^ *ssl_\w+ .*\n", "", recipe, flags=re.MULTILINE)
    recipe = recipe.replace("listen 443 ssl", f"listen 127.0.0.1:{own}").replace("127.0.0.1:8000", f"127.0.0.1:{port}")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr; events {{}} http {{ access_log off; {temporary}\n{recipe} }}",
        encoding="utf-8",
    )
    program = shutil.which("nginx")
    assert program
    command = [program, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            where = f"http://127.0.0.1:{own}"
            until(lambda: process.poll() is not None or _answers(where))
            assert process.poll() is None, process.stderr and process.stderr.read()
            yield where
        finally:
            process.terminate()


def _answers(where: str) -> bool:
    try:
        return httpx.get(where, timeout=60).status_code > 0
    except httpx.TransportError:
        return False


@needs("nginx")
def test_nginx_serves_under_a_path(small_index: Path, tmp_path: Path) -> None:
    """Every link of a page leads below the path, through nginx; so do the style sheet, the compact page and the API."""
    settings = environment(VERBATIM_DATA_DIR=str(small_index), VERBATIM_BASE_URL=BASE)
    with subprocess.Popen(
        [*COMMAND, "--port", "0"], cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as service:
        assert service.stdout
        try:
            found = None
            while found is None and (line := service.stdout.readline()):
                found = re.search(r"Verbatim is at \S+:(\d+) ", line)
            assert found
            with behind_nginx(tmp_path, int(found[1])) as where:
                assert httpx.get(f"{where}/reports", timeout=60).headers["location"].endswith("/reports/")
                response = httpx.get(f"{where}/reports/search?q=inspection", timeout=60)
                assert response.status_code == 200
                assert response.headers["strict-transport-security"]
                page = parse(response.text)
                links = {a.attributes["href"] for a in page.all("a")} | {x.attributes["href"] for x in page.all("link")}
                inner = {each.partition("#")[0] for each in links if each.startswith("/")} - {""}
                assert all(each.startswith("/reports/") for each in inner)
                results = sorted(each for each in inner if "/passages/" in each)[:3]
                sheets = [x.attributes["href"] for x in page.all("link") if x.attributes.get("rel") == "stylesheet"]
                paths = [*results, *sheets, "/reports/embed?q=inspection", "/reports/api/v1/search?q=inspection"]
                assert results
                assert sheets
                assert {path: httpx.get(where + path, timeout=60).status_code for path in paths} == dict.fromkeys(
                    paths, 200
                )
        finally:
            service.kill()
