"""The directory as a server: who somebody is, whether a password is theirs, which groups they are in.

ldap3 blocks, so each login runs in a thread. Everything typed reaches a filter only escaped (RFC 4515), an empty
password is refused before anything is asked (RFC 4513, section 5.1.2: it would be an anonymous bind, which succeeds),
and nothing is said before the connection is encrypted and the server's certificate has been checked.
"""

import asyncio
import math
import ssl
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts.external.errors import ProviderUnavailableError
from watchkeeper.estate.accounts.external.identity import ExternalIdentity
from watchkeeper.estate.accounts.kinds import Origin
from watchkeeper.estate.accounts.ldap.settings import LdapSettings

if TYPE_CHECKING:
    from ldap3 import Connection, Server, Tls

log = get_logger(__name__)
_GUID_BYTES = 16


class Directory:
    """Checks a name and a password against the directory.

    Raises ConfigurationError for a URL that is none, and for one that would send passwords unencrypted.
    """

    def __init__(self, settings: LdapSettings) -> None:
        parts = urlsplit(settings.url)
        if parts.scheme not in {"ldap", "ldaps"} or not parts.hostname or not settings.base_dn:
            raise ConfigurationError("ldap.url or ldap.base_dn is not set.", hint="ldaps://HOST and dc=example,dc=org.")
        self._tls = parts.scheme == "ldaps"
        if not self._tls and not settings.start_tls and not settings.allow_plaintext:
            raise ConfigurationError(
                "ldap.url is not encrypted.", hint="Use ldaps://, or ldap.start_tls; ldap.allow_plaintext insists."
            )
        self._host = parts.hostname
        self._port = parts.port or (636 if self._tls else 389)
        self._settings = settings
        self.provider = f"{self._host}:{self._port} {settings.base_dn}"

    async def authenticate(self, name: str, password: str) -> ExternalIdentity | None:
        """Return who ``name`` is when ``password`` is theirs, else None. Raises ProviderUnavailableError."""
        if not name or not password or "\x00" in name + password:
            return None
        return await asyncio.to_thread(self._authenticate, name, password)

    def _authenticate(self, name: str, password: str) -> ExternalIdentity | None:
        from ldap3.core.exceptions import LDAPException

        try:
            with self._connection(self._settings.bind_dn, self._bind_password) as search:
                entry = self._find(search, name)
                if entry is None or not self._may_bind(entry["dn"], password):
                    return None
                return self._identity(entry, self._groups(search, entry["dn"]))
        except (LDAPException, OSError) as error:
            log.warning("directory does not answer", problem=f"{type(error).__name__}: {error}")
            raise ProviderUnavailableError(
                "The directory does not answer.", hint="Log in with a local account, or try again in a moment."
            ) from error

    @property
    def _bind_password(self) -> str:
        secret = self._settings.bind_password
        return secret.get_secret_value() if secret else ""

    def _find(self, search: "Connection", name: str) -> dict[str, Any] | None:
        from ldap3.utils.conv import escape_filter_chars

        settings = self._settings
        wanted = settings.user_filter.replace("{name}", escape_filter_chars(name))
        attributes = {settings.subject_attribute, settings.name_attribute, settings.display_attribute}
        attributes.add(settings.mail_attribute)
        search.search(settings.base_dn, wanted, attributes=sorted(attributes), size_limit=2)
        entries = [entry for entry in search.response or [] if entry.get("type") == "searchResEntry"]
        if len(entries) > 1:
            log.warning("directory knows several people of one name; none is let in")
        return entries[0] if len(entries) == 1 else None

    def _may_bind(self, dn: str, password: str) -> bool:
        from ldap3.core.exceptions import LDAPBindError, LDAPInvalidCredentialsResult

        try:
            with self._connection(dn, password):
                return True
        except (LDAPBindError, LDAPInvalidCredentialsResult):
            return False

    def _groups(self, search: "Connection", dn: str) -> tuple[str, ...]:
        from ldap3.utils.conv import escape_filter_chars

        settings = self._settings
        wanted = settings.group_filter.replace("{dn}", escape_filter_chars(dn))
        search.search(settings.group_base_dn or settings.base_dn, wanted, attributes=[settings.group_attribute])
        entries = [entry for entry in search.response or [] if entry.get("type") == "searchResEntry"]
        return tuple(name for entry in entries for name in _texts(entry, settings.group_attribute))

    def _identity(self, entry: dict[str, Any], groups: tuple[str, ...]) -> ExternalIdentity | None:
        settings = self._settings
        subject = _subject(entry, settings.subject_attribute)
        name = next(iter(_texts(entry, settings.name_attribute)), "")
        if not subject or not name:
            log.warning("directory does not say who it is: subject or name attribute is missing")
            return None
        return ExternalIdentity(
            origin=Origin.LDAP,
            provider=self.provider,
            subject=subject,
            name=name,
            display_name=next(iter(_texts(entry, settings.display_attribute)), ""),
            email=next(iter(_texts(entry, settings.mail_attribute)), ""),
            groups=groups,
        )

    @contextmanager
    def _connection(self, dn: str, password: str) -> "Iterator[Connection]":
        """Yield a connection that is encrypted, then bound; a bind that is refused raises LDAPBindError."""
        from ldap3 import ANONYMOUS, SIMPLE, Connection
        from ldap3.core.exceptions import LDAPBindError, LDAPException

        connection = Connection(
            self._server(),
            user=dn or None,
            password=password or None,
            authentication=SIMPLE if dn else ANONYMOUS,
            auto_referrals=False,
            receive_timeout=math.ceil(self._settings.timeout_s),
        )
        try:
            connection.open()
            if not self._tls and self._settings.start_tls:
                connection.start_tls()
            if not connection.bind():
                raise LDAPBindError(str(connection.result.get("description")))
            yield connection
        finally:
            with suppress(LDAPException, OSError):  # the answer is known; the server may have hung up already
                connection.unbind()
            if connection.socket is not None:  # ldap3 leaves it open when it could not connect
                connection.socket.close()

    def _server(self) -> "Server":
        from ldap3 import NONE, Server

        return Server(
            self._host,
            port=self._port,
            use_ssl=self._tls,
            tls=self._trust(),
            get_info=NONE,
            connect_timeout=self._settings.timeout_s,
        )

    def _trust(self) -> "Tls":
        from ldap3 import Tls

        return Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=self._settings.ca_file or None)


def _texts(entry: dict[str, Any], attribute: str) -> list[str]:
    value = entry.get("attributes", {}).get(attribute) or []
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str) and each]


def _subject(entry: dict[str, Any], attribute: str) -> str:
    """Return what never changes about a person as text; Active Directory's objectGUID is 16 bytes, little-endian."""
    raw = (entry.get("raw_attributes", {}).get(attribute) or [b""])[0]
    if attribute.lower() == "objectguid" and len(raw) == _GUID_BYTES:
        return str(uuid.UUID(bytes_le=bytes(raw)))
    return bytes(raw).decode(errors="replace")
