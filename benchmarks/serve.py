"""Serves an application with uvicorn, as one worker: `python -m benchmarks.serve MODULE:FACTORY PORT`.

Several workers are several such programs on one port: the system spreads connections over them. Workers that share a
listening socket, as uvicorn starts them, leave all connections that come at once to the first that wakes up.
"""

import socket
import sys

import uvicorn


def main(factory: str, port: int) -> None:
    """Serve until a signal to stop."""
    config = uvicorn.Config(factory, factory=True, access_log=False, log_level="warning")
    with socket.create_server(("127.0.0.1", port), reuse_port=True) as listener:
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        uvicorn.Server(config).run([listener])


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
