"""How a request proves who asks, as the OpenAPI document tells it: a session's cookie and token, or an API key."""

from watchkeeper.core.http.security_document import SecurityDocument
from watchkeeper.estate.accounts.tokens import COOKIE, CSRF_HEADER

SECURITY = SecurityDocument(
    schemes={
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": COOKIE,
            "description": "The cookie that `POST /api/v1/session` sets.",
        },
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": CSRF_HEADER,
            "description": "The `csrf_token` of `GET /api/v1/session`; every change that a session asks for needs it.",
        },
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": "An API key (`wk_…`). It cannot change its own account, its keys or sessions.",
        },
    },
    reading=({"session": ()}, {"key": ()}),
    changing=({"session": (), "csrf": ()}, {"key": ()}),
)
