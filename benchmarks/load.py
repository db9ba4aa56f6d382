"""Load on a running server: wrk's, where that is installed, else that of a process with httpx.

wrk takes so little of the processor that what is measured is the server; httpx takes as much as the server does.
"""

import asyncio
import json
import multiprocessing
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import httpx

CONCURRENT = 8
"""The number of concurrent requests."""

HEADERS = {"Accept-Encoding": "identity"}
"""No compression: the applications that are compared need not compress alike."""

_SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local place = 0
request = function()
  place = place % #paths + 1
  return wrk.format("GET", paths[place])
end
done = function(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write
  io.write(string.format('FOUND {"requests": %d, "seconds": %f, "p50": %f, "p99": %f, "errors": %d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    failed + summary.errors.status + summary.errors.timeout))
end
"""


def load(base: str, addresses: Sequence[str], seconds: float) -> dict[str, float]:
    """Request these paths from a server in turn for some seconds.

    Return requests per second, latencies in milliseconds (p50, p99), and the number of requests that failed or were
    refused.
    """
    if wrk := shutil.which("wrk"):
        return _by_wrk(wrk, base, addresses, seconds)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_by_httpx, base, addresses, seconds).result()


def _by_wrk(wrk: str, base: str, addresses: Sequence[str], seconds: float) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="verbatim-load-") as folder:
        paths, script = Path(folder) / "paths", Path(folder) / "ask.lua"
        paths.write_text("\n".join(addresses) + "\n", encoding="utf-8")
        script.write_text(_SCRIPT, encoding="utf-8")
        headers = [f"-H{name}: {value}" for name, value in HEADERS.items()]
        command = [wrk, "-t1", f"-c{CONCURRENT}", f"-d{max(1, round(seconds))}s", *headers, "-s", str(script), base]
        ended = subprocess.run(  # noqa: S603 - our own words
            command, env={"PATHS": str(paths)}, capture_output=True, text=True, check=True
        )
    found = json.loads(ended.stdout.partition("FOUND ")[2])
    return _figures(found["requests"], found["seconds"], (found["p50"], found["p99"]), found["errors"])


def _by_httpx(base: str, addresses: Sequence[str], seconds: float) -> dict[str, float]:
    return asyncio.run(_ask(base, addresses, seconds))


async def _ask(base: str, addresses: Sequence[str], seconds: float) -> dict[str, float]:
    took: list[float] = []
    errors = 0
    end = time.perf_counter() + seconds

    async def ask(client: httpx.AsyncClient, first: int) -> None:
        nonlocal errors
        place = first
        while time.perf_counter() < end:
            start = time.perf_counter()
            try:
                response = await client.get(addresses[place % len(addresses)])
                errors += response.status_code != httpx.codes.OK
            except httpx.TransportError:
                errors += 1
            took.append((time.perf_counter() - start) * 1e3)
            place += CONCURRENT

    async with httpx.AsyncClient(base_url=base, timeout=30, headers=HEADERS) as client:
        begin = time.perf_counter()
        await asyncio.gather(*(ask(client, first) for first in range(CONCURRENT)))
        lasted = time.perf_counter() - begin
    took.sort()
    middle, last = took[len(took) // 2], took[min(len(took) - 1, len(took) * 99 // 100)]
    return _figures(len(took), lasted, (middle, last), errors)


def _figures(requests: int, seconds: float, milliseconds: tuple[float, float], errors: int) -> dict[str, float]:
    return {
        "requests_per_s": round(requests / seconds, 1),
        "p50_ms": round(milliseconds[0], 2),
        "p99_ms": round(milliseconds[1], 2),
        "errors": errors,
    }
