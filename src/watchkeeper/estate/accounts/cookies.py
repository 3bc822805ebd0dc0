"""The cookies of a login: the session's and the known device's."""

from datetime import timedelta

from fastapi import Response

from watchkeeper.estate.accounts.sessions import LoggedIn
from watchkeeper.estate.accounts.tokens import COOKIE, DEVICE_COOKIE


class LoginCookies:
    """Sets and removes them: HttpOnly, SameSite=Lax, and Secure where TLS ends in front of the server."""

    def __init__(self, *, secure: bool, device_days: int = 180) -> None:
        self._secure = secure
        self._device_s = int(timedelta(days=device_days).total_seconds())

    def set_session(self, response: Response, token: str) -> None:
        """Put the session's token into its cookie, which lasts as long as the browser runs."""
        response.set_cookie(COOKIE, token, path="/", httponly=True, samesite="lax", secure=self._secure)
        response.headers["Cache-Control"] = "no-store"

    def set_login(self, response: Response, opened: LoggedIn) -> None:
        """Set what a login gives: the session, and the device when it was not known."""
        self.set_session(response, opened.token)
        if opened.device_token is not None:
            response.set_cookie(
                DEVICE_COOKIE,
                opened.device_token,
                max_age=self._device_s,
                path="/",
                httponly=True,
                samesite="lax",
                secure=self._secure,
            )

    def set_flow(self, response: Response, name: str, text: str, path: str, lifetime_s: int) -> None:
        """Set the cookie of a login that is under way elsewhere; only ``path`` gets it back."""
        response.set_cookie(
            name, text, max_age=lifetime_s, path=path, httponly=True, samesite="lax", secure=self._secure
        )

    def forget_flow(self, response: Response, name: str, path: str) -> None:
        """Remove the cookie of a login that has ended."""
        response.delete_cookie(name, path=path, httponly=True, samesite="lax", secure=self._secure)

    def forget_session(self, response: Response) -> None:
        """Remove the session's cookie; the device stays known."""
        response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax", secure=self._secure)
