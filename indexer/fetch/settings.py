"""How fetching behaves, read from the environment once."""

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.env_settings import Readers, given_settings, seconds, whole_number
from indexer.fetch.hosts import Host, parse_host

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How politely, how patiently and how far documents are fetched.

    `contact` (VERBATIM_CONTACT): a mail or web address, told to every host, at which its keepers can reach you.
    `hosts` (VERBATIM_FETCH_HOSTS): hosts to fetch from besides the manifest's allowed_hosts, with commas between.
    `private_hosts` (VERBATIM_FETCH_PRIVATE_HOSTS): the same, for hosts inside your own network; all others are
    refused where their name leads to a private, loopback, link-local or otherwise special address.
    `delay` (VERBATIM_FETCH_DELAY, 1): seconds between two requests to one host; its robots.txt may ask for more.
    `timeout` (VERBATIM_FETCH_TIMEOUT, 30): seconds for which a host may say nothing.
    `seconds` (VERBATIM_FETCH_SECONDS, 600): how long one file may take in all.
    `largest` (VERBATIM_FETCH_MEBIBYTES, 200): how large one file may be; in bytes here.
    `attempts` (VERBATIM_FETCH_ATTEMPTS, 4): how often one file is tried in a run.
    `longest_wait` (VERBATIM_FETCH_LONGEST_WAIT, 120): a host that asks for a longer pause, in seconds, is left to a
    later run.
    `follow_limit` (VERBATIM_FETCH_FOLLOW_LIMIT, 100): how many new links one run with --follow takes up.
    `follow_depth` (VERBATIM_FETCH_FOLLOW_DEPTH, 2): how many links a followed document may be away from one that the
    corpus itself holds.
    """

    contact: str = ""
    hosts: tuple[Host, ...] = ()
    private_hosts: tuple[Host, ...] = ()
    delay: float = 1.0
    timeout: float = 30.0
    seconds: float = 600.0
    largest: int = 200 * MEBIBYTE
    attempts: int = 4
    longest_wait: float = 120.0
    follow_limit: int = 100
    follow_depth: int = 2

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "FetchSettings":
        """The settings that these variables give; one that is missing or blank leaves its default.

        Raises SettingsError, naming the variable, where a value cannot be used.
        """
        return cls(**given_settings(environment, _READERS))


def _contact(text: str) -> str:
    if not (text.isascii() and text.isprintable()) or set(text) & set("()<>\\"):
        raise ValueError("a mail or web address in plain characters")
    return text


def _hosts(text: str) -> tuple[Host, ...]:
    try:
        return tuple(parse_host(each) for each in text.split(",") if each.strip())
    except ValueError:
        raise ValueError("hosts with commas between them, such as www.example.org, 10.0.0.5:8080") from None


_READERS: Readers = {
    "VERBATIM_CONTACT": ("contact", _contact),
    "VERBATIM_FETCH_HOSTS": ("hosts", _hosts),
    "VERBATIM_FETCH_PRIVATE_HOSTS": ("private_hosts", _hosts),
    "VERBATIM_FETCH_DELAY": ("delay", seconds(0)),
    "VERBATIM_FETCH_TIMEOUT": ("timeout", seconds(0.1)),
    "VERBATIM_FETCH_SECONDS": ("seconds", seconds(0.1)),
    "VERBATIM_FETCH_MEBIBYTES": ("largest", whole_number(1, 100_000, MEBIBYTE)),
    "VERBATIM_FETCH_ATTEMPTS": ("attempts", whole_number(1, 20)),
    "VERBATIM_FETCH_LONGEST_WAIT": ("longest_wait", seconds(0)),
    "VERBATIM_FETCH_FOLLOW_LIMIT": ("follow_limit", whole_number(0, 10_000)),
    "VERBATIM_FETCH_FOLLOW_DEPTH": ("follow_depth", whole_number(1, 10)),
}
