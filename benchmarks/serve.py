"""Serves an application with uvicorn: `python -m benchmarks.serve MODULE:FACTORY PORT WORKERS`.

As uvicorn's own command does, but that several workers' connections send at once what they have, as one worker's do.
"""

import socket
import sys

import uvicorn
from uvicorn.supervisors import Multiprocess


def main(factory: str, port: int, workers: int) -> None:
    """Serves until it is told to stop."""
    config = uvicorn.Config(factory, factory=True, access_log=False, log_level="warning", workers=workers)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", port)) as listener:
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if workers == 1:
            server.run([listener])
        else:
            Multiprocess(config, sockets=[listener]).run()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
