"""Serves the built web interface: its files, and its one page for every address that the browser routes itself."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse

from watchkeeper.core.errors import NotFoundError
from watchkeeper.core.http.security import public

STATIC = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
_RESERVED = ("api/", "socket.io/", "metrics")


def is_built(static: Path = STATIC) -> bool:
    """Say whether the web interface was built into the package."""
    return (static / "index.html").is_file()


def build_router(static: Path = STATIC) -> APIRouter:
    """Return the routes that serve the files below ``static``.

    Files with a hash in their name (``assets/``) may be kept for ever, the page itself is asked for again each time.
    An address below ``/api`` or an asset that does not exist is a 404; any other address gets the page.
    """
    router = APIRouter(include_in_schema=False)
    root = static.resolve()

    @router.get("/{path:path}", dependencies=[public()])
    async def page(request: Request, path: str) -> Response:
        if path.startswith(_RESERVED):
            raise NotFoundError(f"There is nothing at {request.url.path}.")
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            hashed = path.startswith("assets/")
            return FileResponse(file, headers={"Cache-Control": FOREVER if hashed else ASK_AGAIN})
        if path.startswith("assets/"):
            raise NotFoundError(f"There is nothing at {request.url.path}.")
        if not is_built(root):
            return PlainTextResponse(
                "The web interface has not been built. Run `make web`, then reload; the API answers under /api/v1.\n",
                status_code=503,
            )
        return FileResponse(root / "index.html", headers={"Cache-Control": ASK_AGAIN})

    return router
