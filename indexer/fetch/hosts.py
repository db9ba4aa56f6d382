"""Hosts that may be fetched from, and the IP addresses that belong to the public internet."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks without IPv4 write them (RFC 6052): the last 32 bits are the address."""


@dataclass(frozen=True, slots=True)
class Host:
    """A host on every port, or on one. `name` is in lower case, an international one in its ASCII form."""

    name: str
    port: int | None = None

    def covers(self, name: str, port: int) -> bool:
        """Return whether a URL with this host and port is on it."""
        return name == self.name and self.port in (None, port)


def parse_host(text: str) -> Host:
    """Parse "www.ilo.org", "127.0.0.1:8000" or "[::1]:8000". Raise ValueError for anything else."""
    text = text.strip()
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.netloc != text or parts.username is not None:
        raise ValueError(f"{text!r} is no host")
    name = parts.hostname
    return Host(name if name.isascii() else name.encode("idna").decode("ascii"), parts.port)


def any_covers(hosts: Iterable[Host], name: str, port: int) -> bool:
    """Return whether one of the hosts covers this name and port."""
    return any(host.covers(name, port) for host in hosts)


def is_public(address: str) -> bool:
    """Return whether an IP address is that of one machine on the public internet.

    Private, loopback, link-local, shared, multicast, reserved, documentation and unspecified addresses are not, nor
    are IPv6 addresses that embed such an IPv4 address.
    """
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        embedded = _embedded_ipv4(ip)
        if embedded is not None:
            return is_public(str(embedded))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _embedded_ipv4(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address to which packets for this one are carried, if there is one."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour
