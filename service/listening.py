"""The sockets that the service listens on: one for each worker, on the same port."""

import errno
import socket

from indexer.errors import SettingsError


def listen(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Return a listening socket; several `shared` ones may listen on the same port. Raise SettingsError."""
    try:
        listener = socket.create_server((host, port), family=_family(host), reuse_port=shared)
    except (OSError, ValueError) as error:
        raise _listen_error(host, port, error) from error
    # Connections inherit it. Without it the body of a response waits about 40 ms for the acknowledgement of its head.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def listen_together(host: str, port: int, count: int) -> list[socket.socket]:
    """Return `count` sockets on one port, over which the system spreads connections. Raise SettingsError.

    A port in use is refused, even if its socket could be shared. A single socket is not shared.
    """
    if count == 1:
        return [listen(host, port)]
    listen(host, port).close()
    first = listen(host, port, shared=True)
    return [first, *(listen(host, first.getsockname()[1], shared=True) for _ in range(count - 1))]


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _listen_error(host: str, port: int, error: Exception) -> SettingsError:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return SettingsError(
            f"Port {port} of {host} is in use. Stop the process that uses it, or choose another port with --port."
        )
    if isinstance(error, OSError):
        return SettingsError(f"Cannot listen on port {port} of {host}: {error.strerror}.")
    return SettingsError(
        "Several workers cannot share a port on this system. Leave out --workers and VERBATIM_WORKERS."
    )
