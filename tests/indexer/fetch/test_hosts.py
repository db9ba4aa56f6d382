"""Hosts as settings and manifests write them."""

import pytest

from indexer.fetch.hosts import Host, any_covers, parse_host


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("www.ilo.org", Host("www.ilo.org")),
        (" WWW.ILO.org:8443 ", Host("www.ilo.org", 8443)),
        ("127.0.0.1:8000", Host("127.0.0.1", 8000)),
        ("[::1]:8000", Host("::1", 8000)),
        ("bücher.example", Host("xn--bcher-kva.example")),
    ],
)
def test_hosts_are_read(text: str, host: Host) -> None:
    """Case and space make no difference; international names take their ASCII form."""
    assert parse_host(text) == host


@pytest.mark.parametrize(
    "text", ["", "https://www.ilo.org", "www.ilo.org/path", "me@host", "host:port", "host:70000", "[::1"]
)
def test_what_is_no_host_is_refused(text: str) -> None:
    """Addresses, paths, credentials and impossible ports are no hosts."""
    with pytest.raises(ValueError, match=r"."):
        parse_host(text)


def test_a_port_narrows_a_host() -> None:
    """A host without a port stands for all of its ports, never for its subdomains."""
    hosts = (Host("a.example"), Host("b.example", 81))
    assert any_covers(hosts, "a.example", 5)
    assert any_covers(hosts, "b.example", 81)
    assert not any_covers(hosts, "b.example", 80)
    assert not any_covers(hosts, "www.a.example", 80)
    assert not any_covers((), "a.example", 80)
