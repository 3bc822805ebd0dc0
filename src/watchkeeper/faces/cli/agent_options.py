"""The options that say how to speak with one SNMP agent, and what they mean together."""

import re
from typing import TYPE_CHECKING, Annotated, Final

import typer

from watchkeeper.core.errors import InvalidInputError

if TYPE_CHECKING:
    from watchkeeper.estate.drivers.protocol import SnmpCredential

_TARGET: Final = re.compile(
    r"\[(?P<v6>[^\]]+)\](?::(?P<v6port>\d+))?|(?P<host>[^:\s]+)(?::(?P<port>\d+))?|(?P<bare>[0-9A-Fa-f:.]+)"
)
_MAX_PORT: Final = 65_535
_SNMP_PORT: Final = 161
_AUTH: Final = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")
_PRIV: Final = ("des", "aes128", "aes192", "aes256", "aes192c", "aes256c")

Community = Annotated[str, typer.Option("--community", "-c", help="Community of SNMP v1 and v2c.")]
Version = Annotated[str, typer.Option("--version", help="SNMP version: 1, 2c or 3. With --user it is 3.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.05, help="Seconds to wait for the first answer.")]
Retries = Annotated[int, typer.Option("--retries", min=0, max=10, help="How often to ask again.")]
User = Annotated[str, typer.Option("--user", "-u", help="User of SNMP v3.")]
Auth = Annotated[str | None, typer.Option("--auth", help=f"Authentication: {', '.join(_AUTH)}.")]
AuthSecret = Annotated[
    str, typer.Option("--auth-secret", envvar="WATCHKEEPER_SNMP_AUTH_SECRET", help="Authentication password.")
]
Priv = Annotated[str | None, typer.Option("--priv", help=f"Privacy: {', '.join(_PRIV)}.")]
PrivSecret = Annotated[
    str, typer.Option("--priv-secret", envvar="WATCHKEEPER_SNMP_PRIV_SECRET", help="Privacy password.")
]
Context = Annotated[str, typer.Option("--context", help="SNMP v3 context name.")]


def parse_target(target: str) -> tuple[str, int]:
    """Return (host, port) of ``host``, ``host:port``, ``[v6]:port`` or bare IPv6. Raises InvalidInputError."""
    found = _TARGET.fullmatch(target.strip())
    if found is None:
        raise InvalidInputError(
            f"{target!r} is no host and no host:port.", hint="Write 10.0.0.1, router:1161 or [2001:db8::1]:161."
        )
    host = found["v6"] or found["host"] or found["bare"]
    port = int(found["v6port"] or found["port"] or _SNMP_PORT)
    if not 0 < port <= _MAX_PORT:
        raise InvalidInputError(f"{port} is no UDP port.", hint="Ports are 1 to 65535.")
    return host, port


def credential_of(
    version: str,
    community: str,
    user: str,
    auth: tuple[str | None, str],
    priv: tuple[str | None, str],
    context: str,
) -> "SnmpCredential":
    """Return the credential that the options describe; ``auth`` and ``priv`` are (protocol, password).

    Raises InvalidInputError when the options do not go together.
    """
    from watchkeeper.estate.drivers.protocol import SnmpCredential

    version = "3" if user else version
    _check(version, user, auth, priv)
    return SnmpCredential(
        version=version,
        community=community,
        user=user,
        auth=auth[0],
        auth_secret=auth[1],
        priv=priv[0],
        priv_secret=priv[1],
        context=context,
    )


def _check(version: str, user: str, auth: tuple[str | None, str], priv: tuple[str | None, str]) -> None:
    if version not in {"1", "2c", "3"}:
        raise InvalidInputError(f"There is no SNMP version {version!r}.", hint="Use --version 1, 2c or 3.")
    if version == "3" and not user:
        raise InvalidInputError("SNMP v3 needs a user.", hint="Add --user NAME.")
    for option, (chosen, secret), known in (("auth", auth, _AUTH), ("priv", priv, _PRIV)):
        if chosen is not None and chosen not in known:
            raise InvalidInputError(f"--{option} {chosen} is not known.", hint=f"Use one of {', '.join(known)}.")
        if chosen is not None and not secret:
            raise InvalidInputError(
                f"--{option} needs a password.", hint=f"Add --{option}-secret, or set its variable."
            )
    if priv[0] is not None and auth[0] is None:
        raise InvalidInputError("Privacy needs authentication.", hint="Add --auth sha256 and --auth-secret.")
