"""Security headers of every answer, strict enough that text from devices can never become a script."""

import re

_HOST = re.compile(r"(?:[A-Za-z0-9.\-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
HSTS_S = 31_536_000


def content_security_policy(*, nonce: str, host: str) -> str:
    """Return the policy: everything from this origin only, no inline code, inline style only under ``nonce``.

    ``host`` (the Host header) is added for WebSockets, which older browsers do not count as 'self'; one that is not
    well formed is left out.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def security_headers(*, nonce: str, host: str, secure: bool) -> dict[str, str]:
    """Return the headers; ``secure`` (TLS in front of the server) adds HSTS. A route's own header wins."""
    headers = {
        "Content-Security-Policy": content_security_policy(nonce=nonce, host=host),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cache-Control": "no-store",
    }
    if secure:
        headers["Strict-Transport-Security"] = f"max-age={HSTS_S}; includeSubDomains"
    return headers
