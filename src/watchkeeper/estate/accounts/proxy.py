"""Identity headers of a reverse proxy: believed only from configured addresses, and only when switched on."""

import re

from fastapi import Request

from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.http.forwarding import is_within
from watchkeeper.estate.accounts.external.identity import ExternalIdentity
from watchkeeper.estate.accounts.kinds import Origin
from watchkeeper.estate.accounts.proxy_settings import ProxyLoginSettings

PROVIDER = "reverse proxy"


class ProxyIdentities:
    """Reads who a request is from, according to the proxy it came through.

    Raises ConfigurationError when switched on without an address: headers that anybody may send are no login.
    """

    def __init__(self, settings: ProxyLoginSettings) -> None:
        if settings.enabled and not settings.proxies:
            raise ConfigurationError(
                "proxy_login.proxies is empty.", hint="Name the proxy's address, or switch it off."
            )
        self.settings = settings

    def of(self, request: Request) -> ExternalIdentity | None:
        """Return who ``request`` is from; None when it is not from a proxy, or the proxy names nobody or two people."""
        if not self.settings.enabled or not is_within(peer_of(request), self.settings.proxies):
            return None
        names = request.headers.getlist(self.settings.user_header)
        if len(names) != 1 or not names[0].strip():
            return None
        name = names[0].strip()
        return ExternalIdentity(Origin.PROXY, PROVIDER, name.lower()[:255], name, groups=self._groups(request))

    def _groups(self, request: Request) -> tuple[str, ...] | None:
        headers = request.headers.getlist(self.settings.groups_header)
        if not headers:
            return None
        return tuple(group for group in re.split(r"\s*[,;]\s*", ",".join(headers)) if group)


def peer_of(request: Request) -> str:
    """Return the address at the other end of the connection itself, whatever any header says."""
    return str(request.scope.get("state", {}).get("peer", ""))
