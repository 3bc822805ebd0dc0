"""The login by a reverse proxy over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response, status
from fastapi.responses import RedirectResponse

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.security import public
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.oidc.endpoints import back_to_login
from watchkeeper.estate.accounts.oidc.flow import safe_path
from watchkeeper.estate.accounts.proxy_login import ProxyDesk


def build_router(desk: ProxyDesk, cookies: LoginCookies) -> APIRouter:
    """Return the route of the login; it is for browsers, and answers with a redirect."""
    router = APIRouter(prefix="/session/proxy", tags=["session"], include_in_schema=False)

    @router.get("", dependencies=[public()])
    async def log_in_by_proxy(
        request: Request, next_path: Annotated[str, Query(alias="next", max_length=1_000)] = "/"
    ) -> Response:
        """Open a session for whom the proxy names and send the browser on."""
        try:
            opened = await desk.login(request)
        except WatchkeeperError as error:
            return back_to_login(error, next_path)
        answer = RedirectResponse(safe_path(next_path), status.HTTP_303_SEE_OTHER)
        cookies.set_login(answer, opened)
        return answer

    return router
