"""The OpenID Connect login over HTTP: three addresses that browsers and the provider call."""

from typing import Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Query, Request, Response, status
from fastapi.responses import RedirectResponse

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.security import public
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.oidc import flow
from watchkeeper.estate.accounts.oidc.service import CALLBACK_PATH, Answer, OidcDesk
from watchkeeper.estate.accounts.origins import caller_of

_MOST_FORM_BYTES = 64 * 1024
NextPath = Annotated[str, Query(alias="next", max_length=1_000, description="Path of the console to go on to.")]
Anew = Annotated[bool, Query(description="Have the provider ask who it is although it knows.")]


def build_router(desk: OidcDesk, cookies: LoginCookies) -> APIRouter:
    """Return the routes of the login; they are for browsers, and answer with redirects."""
    router = APIRouter(prefix="/session/oidc", tags=["session"], include_in_schema=False)

    @router.get("/login", dependencies=[public()])
    async def begin_oidc_login(next_path: NextPath = "/", *, anew: Anew = False) -> Response:
        """Send the browser to the provider; with ``anew`` it asks who it is although it knows."""
        try:
            url, cookie = await desk.begin(next_path, anew=anew)
        except WatchkeeperError as error:
            return back_to_login(error, next_path)
        answer = RedirectResponse(url, status.HTTP_303_SEE_OTHER)
        cookies.set_flow(answer, flow.COOKIE, cookie, CALLBACK_PATH, int(flow.LIFETIME.total_seconds()))
        return answer

    @router.get("/callback", dependencies=[public()])
    async def finish_oidc_login(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
        """Take the provider's answer, open the session and send the browser on."""
        try:
            opened, next_path = await desk.complete(
                Answer(state, code, error), request.cookies.get(flow.COOKIE), caller_of(request)
            )
        except WatchkeeperError as problem:
            answer = back_to_login(problem, "/")
        else:
            answer = RedirectResponse(next_path, status.HTTP_303_SEE_OTHER)
            cookies.set_login(answer, opened)
        cookies.forget_flow(answer, flow.COOKIE, CALLBACK_PATH)
        return answer

    @router.post("/backchannel-logout", dependencies=[public()])
    async def backchannel_logout(request: Request) -> Response:
        """End the sessions that a logout token names (OpenID Connect Back-Channel Logout 1.0)."""
        form = parse_qs((await request.body())[:_MOST_FORM_BYTES].decode(errors="replace"))
        await desk.logged_out_there((form.get("logout_token") or [""])[0], caller_of(request))
        return Response(status_code=status.HTTP_200_OK, headers={"Cache-Control": "no-store"})

    return router


def back_to_login(error: WatchkeeperError, next_path: str) -> Response:
    """Send the browser to the login page, which says what went wrong."""
    question = {"problem": error.code, "next": flow.safe_path(next_path)}
    return RedirectResponse(f"/login?{urlencode(question)}", status.HTTP_303_SEE_OTHER)
