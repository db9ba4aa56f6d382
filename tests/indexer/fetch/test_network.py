"""Connections: to the checked address, under the requested name, for a limited time; and requests over them."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpcore
import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from indexer.errors import FetchError, RetryableError
from indexer.fetch.hosts import Host
from indexer.fetch.network import CheckedNetwork, Transport, system_resolver
from tests.indexer.fetch.conftest import NOON, FakeTime
from tests.indexer.fetch.site import Reply, Site

CERTIFIED = "papers.example"


def network(time: FakeTime, *addresses: str, private: tuple[str, ...] = ()) -> CheckedNetwork:
    return CheckedNetwork([Host(name) for name in private], 5, time.clock, lambda *_: addresses)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a key and a self-signed certificate for one name, which only these tests trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, CERTIFIED)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(NOON)
        .not_valid_after(NOON + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(CERTIFIED)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def encrypted_site(certificate: Path) -> Iterator[int]:
    """A server that speaks TLS and answers 204; its port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    class Server(HTTPServer):
        def handle_error(self, *_: object) -> None:
            pass  # a client that breaks off the handshake is what one of the tests is about

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def status_of(network: CheckedNetwork, name: str, port: int, certificate: Path) -> int:
    """The status that a server gives under this name."""
    trust = ssl.create_default_context(cafile=certificate)
    with httpcore.ConnectionPool(ssl_context=trust, network_backend=network) as pool:
        return pool.request("GET", f"https://{name}:{port}/").status


def test_certificates_are_checked_against_the_name(certificate: Path) -> None:
    """The connection goes to an address, but the host must prove that it has the name."""
    private = (CERTIFIED, "other.example")
    with encrypted_site(certificate) as port:
        assert status_of(network(FakeTime(), "127.0.0.1", private=private), CERTIFIED, port, certificate) == 204
        with pytest.raises(FetchError, match=r"other\.example has no valid certificate") as error:
            status_of(network(FakeTime(), "127.0.0.1", private=private), "other.example", port, certificate)
    assert not isinstance(error.value, RetryableError), "a wrong certificate does not become right by asking again"


def test_the_next_address_is_tried_where_one_is_dead(site: Site) -> None:
    """A name with several addresses is reached through the first that answers."""
    site.pages["/"] = Reply(204)
    pool = httpcore.ConnectionPool(network_backend=network(FakeTime(), "::1", "127.0.0.1", private=(CERTIFIED,)))
    with pool:
        assert pool.request("GET", f"http://{CERTIFIED}:{site.port}/").status == 204


def test_one_inner_address_spoils_a_name() -> None:
    """A name with a public and a private address is refused before anything is connected to."""
    with pytest.raises(FetchError, match=r"10\.0\.0\.7"):
        network(FakeTime(), "93.184.216.34", "10.0.0.7").connect_tcp(CERTIFIED, 80)


def test_a_private_host_is_asked_on_its_port_alone(site: Site) -> None:
    """A setting that names a port opens no other."""
    only = CheckedNetwork([Host("127.0.0.1", site.port)], 5, FakeTime().clock, system_resolver)
    only.connect_tcp("127.0.0.1", site.port).close()
    with pytest.raises(FetchError, match="public internet"):
        only.connect_tcp("127.0.0.1", site.port + 1)


@pytest.mark.parametrize("name", ["nowhere.invalid", "x" * 300, "a..b"])
def test_an_unknown_name_may_be_known_later(name: str) -> None:
    """A name that cannot be resolved is no crash and no final word."""

    def resolve(name: str, port: int) -> tuple[str, ...]:
        if name.endswith(".invalid"):
            raise OSError("unknown")
        return tuple(system_resolver(name, port))

    with pytest.raises(RetryableError, match="name service"):
        CheckedNetwork([], 5, FakeTime().clock, resolve).connect_tcp(name, 80)


def test_a_name_without_addresses_cannot_be_reached() -> None:
    """An empty answer of the resolver is reported."""
    with pytest.raises(RetryableError, match="no address"):
        network(FakeTime()).connect_tcp(CERTIFIED, 80)


def test_a_connection_ends_with_its_time(site: Site) -> None:
    """After its seconds, nothing is read or written any more."""
    time = FakeTime()
    stream = network(time, "127.0.0.1", private=("127.0.0.1",)).connect_tcp("127.0.0.1", site.port)
    time.slept.append(5)
    with pytest.raises(FetchError, match="longer than the 5 seconds"):
        stream.write(b"GET / HTTP/1.0\r\n\r\n", 1)
    with pytest.raises(FetchError, match="longer than the 5 seconds"):
        stream.read(1, 1)
    stream.close()


@contextmanager
def server_sending(response: bytes) -> Iterator[str]:
    """A server that sends these bytes, whatever it is asked, and closes; its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(response)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


def status_and_body(address: str) -> tuple[int, bytes]:
    network = CheckedNetwork([Host("127.0.0.1")], 20, FakeTime().clock, system_resolver)
    transport = Transport(network, httpx.create_ssl_context())
    request = httpx.Request("GET", address, extensions={"timeout": httpx.Timeout(20).as_dict()})
    response = transport.handle_request(request)
    try:
        return response.status_code, b"".join(response.iter_raw())
    finally:
        response.close()
        transport.close()


def test_an_answer_comes_through(site: Site) -> None:
    """Status and body are the server's."""
    site.pages["/"] = Reply(201, b"words")
    assert status_and_body(site.root + "/") == (201, b"words")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"", "closed the connection"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "sent an invalid response"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "closed the connection"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", "closed the connection"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "sent an invalid response"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"x" * 200_000, "sent an invalid response"),
        (b"HTTP/1.1 99999 Odd\r\n\r\n", "sent an invalid response"),
    ],
    ids=["nothing", "another protocol", "cut", "cut chunk", "bad length", "endless header", "odd status"],
)
def test_broken_answers_may_be_whole_the_next_time(answer: bytes, reason: str) -> None:
    """What is no whole HTTP answer raises RetryableError with a reason."""
    with server_sending(answer) as address, pytest.raises(RetryableError, match=reason):
        status_and_body(address)


def test_dripping_headers_end_with_the_time_of_the_connection() -> None:
    """A host that sends its headers byte by byte is left when the time is over."""
    time = FakeTime()
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 1000:
                    connection.sendall(bytes([byte]))
                    time.slept.append(0.1)
                    if over.wait(0.01):
                        break

        thread = threading.Thread(target=serve)
        thread.start()
        network = CheckedNetwork([Host("127.0.0.1")], 2, time.clock, system_resolver)
        transport = Transport(network, httpx.create_ssl_context())
        with pytest.raises(FetchError, match="longer than the 2 seconds"):
            transport.handle_request(httpx.Request("GET", f"http://127.0.0.1:{server.getsockname()[1]}/"))
        over.set()
        thread.join()
        transport.close()
