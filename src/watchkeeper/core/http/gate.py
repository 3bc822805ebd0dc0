"""What a request must pass before anything is done for it: size of its headers, where it comes from, how often."""

from collections.abc import Collection
from http import HTTPStatus

from starlette.requests import Request

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.origins import refuse_other_origins
from watchkeeper.core.http.rates.limits import RateLimits

MOST_HEADER_BYTES = 32 * 1024
"""All header fields of a request together."""


class HeadersTooLargeError(WatchkeeperError):
    """The header fields of a request are too large."""

    code = "headers_too_large"
    status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE


class EncodedBodyError(WatchkeeperError):
    """The body of a request is compressed; it is not unpacked, so that a small one cannot become a large one."""

    code = "encoded_body"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class RequestGate:
    """``origins`` are those of further pages that may change something; ``quiet`` paths are not counted."""

    def __init__(self, limits: RateLimits, origins: Collection[str] = (), quiet: tuple[str, ...] = ()) -> None:
        self.limits = limits
        self._origins = frozenset(origins)
        self._quiet = quiet

    async def admit(self, request: Request) -> None:
        """Raise HeadersTooLargeError, EncodedBodyError, CrossOriginError or TooManyRequestsError."""
        if sum(len(name) + len(value) for name, value in request.scope["headers"]) > MOST_HEADER_BYTES:
            raise HeadersTooLargeError(
                f"The request's header fields are larger than {MOST_HEADER_BYTES} bytes.", hint="Send fewer cookies."
            )
        encoding = request.headers.get("content-encoding", "identity")
        if encoding.strip().lower() not in {"", "identity"}:
            raise EncodedBodyError(f"A request's body cannot be {encoding[:32]!r}.", hint="Send it as it is.")
        refuse_other_origins(request.method, request.headers, self._origins)
        if request.client is not None and not request.url.path.startswith(self._quiet):
            await self.limits.demand_address(request.client.host)
