"""What a server says of itself, and what is no greeting."""

import pytest
from netconf_server import BASE, greeting

from watchkeeper.estate.drivers.netconf.hello import InvalidHelloError, parse


def test_a_greeting_tells_session_version_and_capabilities():
    hello = parse(greeting("1.0", "1.1"))
    assert (hello.session_id, hello.version, len(hello.capabilities)) == (7, "1.1", 3)
    assert parse(greeting("1.0")).version == "1.0"


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"Welcome!",
        b"<hello/>",
        f'<rpc xmlns="{BASE}"/>'.encode(),
        greeting("1.1", session_id="0"),
        greeting("1.1", session_id="one"),
        greeting("1.1", session_id="4294967296"),
        greeting(),
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + greeting("1.1"),
    ],
)
def test_what_is_no_greeting_is_refused(message):
    with pytest.raises(InvalidHelloError):
        parse(message)
