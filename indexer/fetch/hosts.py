"""The hosts that fetching may ask: by name, or by name and port."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Host:
    """A host on every port, or on one. `name` is in lower case, an international one as its ASCII form."""

    name: str
    port: int | None = None

    def covers(self, name: str, port: int) -> bool:
        """Whether an address with this host and port is on it."""
        return name == self.name and self.port in (None, port)


def parse_host(text: str) -> Host:
    """A host as people write it: "www.ilo.org", "127.0.0.1:8000", "[::1]:8000". Raises ValueError for anything else."""
    text = text.strip()
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.netloc != text or parts.username is not None:
        raise ValueError(f"{text!r} is no host")
    name = parts.hostname
    return Host(name if name.isascii() else name.encode("idna").decode("ascii"), parts.port)


def any_covers(hosts: Iterable[Host], name: str, port: int) -> bool:
    """Whether one of the hosts is this one."""
    return any(host.covers(name, port) for host in hosts)
