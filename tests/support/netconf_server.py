"""A NETCONF server over SSH for tests: logins by password, greetings and closing, framing written anew here."""

import contextlib
import re
from collections.abc import AsyncIterator

import asyncssh

BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
VERSIONS = {"1.0": "urn:ietf:params:netconf:base:1.0", "1.1": "urn:ietf:params:netconf:base:1.1"}


def greeting(*versions: str, session_id: str = "7") -> bytes:
    """Return a server's hello."""
    known = "".join(f"<capability>{VERSIONS[version]}</capability>" for version in versions)
    capabilities = f"<capabilities>{known}<capability>urn:example:more</capability></capabilities>"
    return f'<hello xmlns="{BASE}">{capabilities}<session-id>{session_id}</session-id></hello>'.encode()


class _Door(asyncssh.SSHServer):
    def __init__(self, user: str, password: str, tried: list[str]) -> None:
        self._login = (user, password)
        self._tried = tried

    def password_auth_supported(self) -> bool:
        return True

    def validate_password(self, username: str, password: str) -> bool:
        self._tried.append(password)
        return (username, password) == self._login


async def _read_until(process: asyncssh.SSHServerProcess, mark: bytes) -> bytes:
    return bytes(await process.stdin.readuntil(mark))


@contextlib.asynccontextmanager
async def running_netconf(
    user: str, password: str, hello: bytes = greeting("1.0", "1.1"), *, chunked: bool = True, subsystem: str = "netconf"
) -> AsyncIterator[tuple[int, list[str], list[bytes]]]:
    """Yield the port, the passwords that were tried, and what clients said."""
    tried: list[str] = []
    said: list[bytes] = []

    async def serve(process: asyncssh.SSHServerProcess) -> None:
        if process.subsystem != subsystem:
            process.exit(1)
            return
        process.stdout.write(hello + b"]]>]]>")
        said.append(await _read_until(process, b"]]>]]>"))
        if chunked:
            header = await _read_until(process, re.compile(rb"\n#\d+\n"))
            said.append(await process.stdin.readexactly(int(header.strip(b"\n#"))))
            await _read_until(process, b"\n##\n")
        else:
            said.append(await _read_until(process, b"]]>]]>"))
        reply = f'<rpc-reply message-id="1" xmlns="{BASE}"><ok/></rpc-reply>'.encode()
        half = len(reply) // 2
        parts = b"".join(b"\n#%d\n%b" % (len(part), part) for part in (reply[:half], reply[half:]))
        process.stdout.write(parts + b"\n##\n" if chunked else reply + b"]]>]]>")
        process.exit(0)

    server = await asyncssh.listen(
        "127.0.0.1",
        0,
        server_factory=lambda: _Door(user, password, tried),
        server_host_keys=[asyncssh.generate_private_key("ssh-ed25519")],
        process_factory=serve,
        encoding=None,
    )
    try:
        yield server.get_port(), tried, said
    finally:
        server.close()
        await server.wait_closed()
