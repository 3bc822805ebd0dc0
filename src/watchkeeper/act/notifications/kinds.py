"""The kinds of channels: what each needs, what of it is secret, and what of it may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal
from urllib.parse import urlsplit

from watchkeeper.act.notifications.errors import InvalidChannelError

ChannelKind = Literal["email", "webhook", "apprise", "inbox", "alertmanager"]
IN_APP: Final = "inbox"
"""Disturbs nobody, so that nothing is held back from it."""
ALERTMANAGER: Final = "alertmanager"
_PORTS: Final = range(1, 65_536)
_SECURITY: Final = ("none", "starttls", "tls")


@dataclass(frozen=True, slots=True)
class Kind:
    """Names of a channel's fields. ``secret`` ones are never shown, and belong to what ``anchors`` say.

    A kind that is not ``told`` takes no messages of rules.
    """

    needed: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    secret: frozenset[str] = frozenset()
    anchors: tuple[str, ...] = ()
    told: bool = True


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "email": Kind(
            ("host", "sender", "recipients"),
            ("port", "security", "user", "password"),
            frozenset({"password"}),
            ("host", "port", "security", "user"),
        ),
        "webhook": Kind(("url", "secret"), (), frozenset({"url", "secret"}), ("url",)),
        "apprise": Kind(("url",), (), frozenset({"url"})),
        IN_APP: Kind((), ("people",)),
        ALERTMANAGER: Kind(
            ("url",), ("user", "password", "token"), frozenset({"password", "token"}), ("url", "user"), told=False
        ),
    }
)


def merged(kind: str, stored: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return ``new`` with those secrets of ``stored`` that it leaves out.

    Raises InvalidChannelError when it goes elsewhere: a secret that was given for one target is not sent to another.
    """
    this = KINDS[kind]
    kept = {name: stored[name] for name in this.secret if stored.get(name) and name not in new}
    whole = {**kept, **new}
    moved = any(whole.get(name, "") != stored.get(name, "") for name in this.anchors)
    if kept and moved:
        raise InvalidChannelError(
            f"The channel's target changes: give its {', '.join(sorted(kept))} again.",
            hint="An empty one takes it away.",
        )
    return whole


def visible(kind: str, config: Mapping[str, str]) -> dict[str, str]:
    """Return what of a channel's fields may be shown."""
    return {name: value for name, value in config.items() if name not in KINDS[kind].secret}


def check_fields(kind: str, config: Mapping[str, str]) -> str:
    """Return whom a channel reaches, without secrets. Raises InvalidChannelError for what is missing or wrong."""
    this = KINDS[kind]
    if missing := [name for name in this.needed if not config.get(name)]:
        raise InvalidChannelError(f"A channel of kind {kind} needs {', '.join(missing)}.")
    if unknown := sorted(set(config) - {*this.needed, *this.optional}):
        raise InvalidChannelError(f"A channel of kind {kind} has no {', '.join(unknown)}.")
    if kind == "email":
        return _check_email(config)
    if kind == IN_APP:
        return config.get("people", "").strip() or "everybody"
    return _check_address(kind, config["url"])


def _check_email(config: Mapping[str, str]) -> str:
    port = config.get("port") or "25"
    if not port.isascii() or not port.isdigit() or int(port) not in _PORTS:
        raise InvalidChannelError("The port of the mail server is a number from 1 to 65535.")
    if (config.get("security") or "none") not in _SECURITY:
        raise InvalidChannelError(f"The security of the mail server is one of {', '.join(_SECURITY)}.")
    return config["recipients"]


def _check_address(kind: str, url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise InvalidChannelError(f"The url of the channel cannot be read: {error}.") from error
    if kind == "apprise":
        return f"{parts.scheme}://"
    if parts.scheme not in {"http", "https"} or not host:
        raise InvalidChannelError(f"The url of a channel of kind {kind} begins with http:// or https://, then a host.")
    if kind == "webhook":
        return f"{parts.scheme}://{host}"
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InvalidChannelError("The url of an Alertmanager has no login and no query: give user and password.")
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}"
