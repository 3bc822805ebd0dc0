"""Where outbound requests may go, and that they go exactly where they were checked to go."""

import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from watchkeeper.core.egress.policy import METADATA, EgressPolicy, EgressRefusedError
from watchkeeper.core.egress.settings import EgressSettings
from watchkeeper.core.egress.sockets import DeviceSockets
from watchkeeper.core.egress.transport import AnswerTooLargeError, EgressTransport, checked_addresses, egress_client

STRICT = EgressPolicy()


def policy(*networks: str, **more: object) -> EgressPolicy:
    return EgressPolicy.of(EgressSettings(allow=list(networks), **more))


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = b"x" * 100_000 if self.path == "/large" else self.server.server_address[0].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving(address: str, port: int = 0) -> Iterator[int]:
    server = ThreadingHTTPServer((address, port), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.7", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.1.1", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "168.63.129.16", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1",
        "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a00:1::1",
        "2001:0:7f00:1::1",
    ],
)  # fmt: skip
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not STRICT.permits(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::1"]
)
def test_what_is_public_is_permitted(address: str) -> None:
    assert STRICT.permits(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_the_same_in_ipv6_clothes(address: ipaddress.IPv4Address) -> None:
    expected = STRICT.permits(address)
    assert STRICT.permits(ipaddress.ip_address(f"::ffff:{address}")) == expected
    assert STRICT.permits(ipaddress.IPv6Address(int(ipaddress.ip_address("64:ff9b::")) + int(address))) == expected


def test_an_allowed_network_is_permitted_and_no_other() -> None:
    allowed = policy("10.1.0.0/16", "fd12::/16")
    assert allowed.permits(ipaddress.ip_address("10.1.2.3"))
    assert allowed.permits(ipaddress.ip_address("::ffff:10.1.2.3"))
    assert allowed.permits(ipaddress.ip_address("fd12::5"))
    assert not allowed.permits(ipaddress.ip_address("10.2.0.1"))


def test_metadata_needs_an_entry_of_its_own() -> None:
    for address in METADATA:
        wide = "0.0.0.0/0" if address.version == 4 else "::/0"
        assert not policy(wide).permits(address)
        assert policy(str(address)).permits(address)


def test_settings_name_networks() -> None:
    with pytest.raises(ValidationError):
        EgressSettings(allow=["not-a-network"])


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]"],
)
async def test_every_way_to_write_this_machine_is_refused(host: str) -> None:
    with serving("127.0.0.1") as port:
        async with egress_client(STRICT) as client:
            with pytest.raises((EgressRefusedError, httpx.InvalidURL, httpx.ConnectError)) as caught:
                await client.get(f"http://{host}:{port}/")
    if caught.type is EgressRefusedError:
        assert "127.0.0.1" not in caught.value.message or host == "127.0.0.1"


async def test_an_allowed_target_answers() -> None:
    with serving("127.0.0.2") as port:
        async with egress_client(policy("127.0.0.2/32")) as client:
            assert (await client.get(f"http://127.0.0.2:{port}/")).text == "127.0.0.2"


async def test_a_redirect_is_checked_like_the_first_request() -> None:
    with serving("127.0.0.1") as inside, serving("127.0.0.2") as outside:
        async with egress_client(policy("127.0.0.2/32")) as client:
            assert (await client.get(f"http://127.0.0.2:{outside}/to/http://127.0.0.2:{outside}/")).status_code == 200
            with pytest.raises(EgressRefusedError):
                await client.get(f"http://127.0.0.2:{outside}/to/http://127.0.0.1:{inside}/")


async def test_a_name_that_changes_its_mind_is_asked_once() -> None:
    """DNS rebinding: the first answer is allowed, every later one is this machine."""
    asked = []

    async def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.2"] if len(asked) == 1 else ["127.0.0.1"]

    allowed = policy("127.0.0.2/32")
    with serving("127.0.0.2") as port, serving("127.0.0.1", port):
        transport = EgressTransport(allowed, resolve=rebinding)
        async with egress_client(allowed, transport=transport) as client:
            assert (await client.get(f"http://rebind.test:{port}/")).text == "127.0.0.2"
            assert asked == ["rebind.test"]
            with pytest.raises(EgressRefusedError):
                await client.get(f"http://rebind.test:{port}/")


async def test_one_address_that_is_not_allowed_refuses_the_name() -> None:
    async def both(host: str, port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    with pytest.raises(EgressRefusedError):
        await checked_addresses(policy("127.0.0.2/32"), "both.test", 80, both)


async def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    async def two(host: str, port: int) -> list[str]:
        return ["127.0.0.3", "127.0.0.2"]

    allowed = policy("127.0.0.2/32", "127.0.0.3/32")
    with serving("127.0.0.2") as port:
        async with egress_client(allowed, transport=EgressTransport(allowed, resolve=two)) as client:
            assert (await client.get(f"http://two.test:{port}/")).text == "127.0.0.2"


async def test_no_more_than_the_limit_is_read_of_an_answer() -> None:
    allowed = policy("127.0.0.2/32", max_answer_bytes=50_000)
    with serving("127.0.0.2") as port:
        async with egress_client(allowed) as client:
            with pytest.raises(AnswerTooLargeError):
                await client.get(f"http://127.0.0.2:{port}/large")


async def test_the_environments_proxy_is_not_a_way_around(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("127.0.0.1") as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy}")
        monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{proxy}")
        async with egress_client(STRICT) as client:
            with pytest.raises(EgressRefusedError):
                await client.get("http://127.0.0.1:1/")


async def test_a_device_may_be_private_and_is_connected_to_where_its_name_was_seen_to_lead() -> None:
    asked: list[str] = []

    async def two(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.3", "127.0.0.2"]

    with serving("127.0.0.2") as port:
        made = await DeviceSockets(STRICT, two).connect("box.test", port)
        assert (made.getpeername()[0], asked) == ("127.0.0.2", ["box.test"])
        made.close()


@pytest.mark.parametrize("address", ["169.254.169.254", "::ffff:169.254.169.254", "224.0.0.1", "::"])
async def test_a_metadata_service_and_what_is_no_machine_are_no_devices(address: str) -> None:
    async def there(host: str, port: int) -> list[str]:
        return [address]

    with pytest.raises(EgressRefusedError):
        await DeviceSockets(STRICT, there).connect("box.test", 22)


async def test_a_device_that_cannot_be_resolved_is_an_os_error() -> None:
    async def nowhere(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(OSError, match="cannot be resolved"):
        await DeviceSockets(STRICT, nowhere).connect("box.test", 22)
