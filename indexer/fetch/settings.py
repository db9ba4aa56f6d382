"""How fetching behaves, in the units of the code. `indexer.settings` reads it from the environment."""

from dataclasses import dataclass

from indexer.fetch.hosts import Host
from indexer.read.sandbox.limits import MEBIBYTE


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How politely, how patiently and how far documents are fetched; times in seconds.

    `contact` is sent with every request. `hosts` may be fetched from besides the manifest's allowed_hosts;
    `private_hosts` too, even where their names lead to private addresses. `timeout` is how long a host may be silent,
    `seconds` how long one file may take in all, `max_bytes` its size in bytes. `max_wait`: a host that asks for a
    longer pause is left to a later run. `follow_limit` and `follow_depth` bound a run with --follow.
    """

    contact: str = ""
    hosts: tuple[Host, ...] = ()
    private_hosts: tuple[Host, ...] = ()
    delay: float = 1.0
    timeout: float = 30.0
    seconds: float = 600.0
    max_bytes: int = 200 * MEBIBYTE
    attempts: int = 4
    max_wait: float = 120.0
    follow_limit: int = 100
    follow_depth: int = 2
