"""Where to listen: ``host:port`` as a setting writes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from watchkeeper.core.errors import ConfigurationError, UnavailableError

_MAX_PORT: Final = 65_535


class ListenError(UnavailableError):
    """The address cannot be listened on."""

    code = "address_unusable"


@dataclass(frozen=True, slots=True)
class Listen:
    """An address to listen on; port 0 lets the system choose."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse_listen(written: str, name: str) -> Listen | None:
    """Return the address of setting ``name``, None for an empty one. Raises ConfigurationError."""
    if not written.strip():
        return None
    host, colon, port = written.strip().rpartition(":")
    if not colon or not port.isdigit() or int(port) > _MAX_PORT:
        raise ConfigurationError(
            f"{name} is {written!r}, which is no address with a port.", hint="Write 0.0.0.0:514 or [::]:514."
        )
    return Listen(host.strip("[]"), int(port))


@contextmanager
def explain(listen: Listen) -> Iterator[None]:
    """Turn an error of the system about ``listen`` into one for people."""
    try:
        yield
    except OSError as error:
        hint = "Stop what listens there, or choose another address."
        if isinstance(error, PermissionError):
            hint = "Ports below 1024 need root or CAP_NET_BIND_SERVICE; or choose a higher port."
        raise ListenError(f"{listen} cannot be listened on: {error.strerror or error}.", hint=hint) from error
