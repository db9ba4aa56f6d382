"""Allowed hosts and public IP addresses."""

import pytest

from indexer.fetch.hosts import Host, any_covers, is_public, parse_host


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


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    """Ordinary addresses are public, and so are ways of writing an ordinary IPv4 address in IPv6."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104  # an address to be judged, not a socket to be bound
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "2001:0:1::",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a00:1",
    ],
)
def test_special_addresses(address: str) -> None:
    """Loopback, private, shared, link-local, multicast and reserved addresses are not, however they are written."""
    assert not is_public(address)
