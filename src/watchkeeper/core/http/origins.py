"""Which pages may make a browser change something here: those of this origin, and those that are named."""

from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from watchkeeper.core.errors import ForbiddenError

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class CrossOriginError(ForbiddenError):
    """A page of another origin asked for a change."""

    code = "cross_origin"


def refuse_other_origins(method: str, headers: Headers, allowed: Collection[str]) -> None:
    """Raise CrossOriginError when a browser says that a page of another origin sends a request that changes something.

    Programs send no ``Origin``. This holds for logging in as well, where there is no session's token yet. ``allowed``
    are further origins, for a proxy that hides the public name.
    """
    if method in SAFE:
        return
    origin = headers.get("origin")
    if origin is None:
        refused = headers.get("sec-fetch-site") == "cross-site"
    else:
        refused = origin not in allowed and _host(origin) != headers.get("host", "").lower()
    if refused:
        raise CrossOriginError(
            f"A page of {origin or 'another origin'} may not change anything here.",
            hint="Open Watchkeeper under its own name; behind a proxy that hides it, name it in server.origins.",
        )


def _host(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
