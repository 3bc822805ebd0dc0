"""Keep secrets out of what people and logs see: masks by name, and by shape inside text."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

MASK = "***"

_SECRET_NAME = re.compile(
    r"(^|[_\-. ])(password|passwd|passphrase|passcode|pwd|psk|secrets?|token|authorization|cookie|community|csrf|"
    r"bearer|[th]?otp|recovery[_\-. ]?codes?|session[_\-. ]?id|"
    r"(api|ssh|auth|priv|private|master|access|encryption|signing|shared|snmp)[_\-. ]?key)($|[_\-. ])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_URL_PASSWORD = re.compile(r"(?P<head>\b[a-z][a-z0-9+.\-]*://[^\s:/@]*):(?P<secret>[^\s@/]+)@", re.IGNORECASE)
_BEARER = re.compile(r"\b(?P<head>Bearer|Basic)\s+(?P<secret>[A-Za-z0-9._~+/=\-]{8,})")
_ASSIGNED = re.compile(
    r"(?P<head>\b(?:password|passwd|passphrase|secret|token|api[_-]?key|community)\b[\"']?\s*[=:]\s*[\"']?)"
    r"(?P<secret>[^\s\"',;&})\]]+)",
    re.IGNORECASE,
)
_JWT = re.compile(r"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*")
_PEM = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL)

MAX_DEPTH = 8


@lru_cache(maxsize=4096)
def is_secret_name(name: str) -> bool:
    """Tell whether a field of this name holds a secret: ``password``, ``snmp_community``, ``X-Api-Key``."""
    return bool(_SECRET_NAME.search(_CAMEL.sub("_", name)))


def redact_text(text: str) -> str:
    """Mask secrets by their shape: passwords in URLs, tokens, ``password=…`` pairs, private keys."""
    text = _PEM.sub(MASK, text)
    text = _JWT.sub(MASK, text)
    text = _URL_PASSWORD.sub(rf"\g<head>:{MASK}@", text)
    text = _BEARER.sub(rf"\g<head> {MASK}", text)
    return _ASSIGNED.sub(rf"\g<head>{MASK}", text)


def redact(value: object, *, depth: int = MAX_DEPTH) -> object:
    """Return ``value`` with secrets masked, by name in mappings and by shape in text; the input is not changed.

    Nesting deeper than ``depth`` is cut off as ``…``.
    """
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, (bytes, bytearray)):
        return f"<{len(value)} bytes>"
    if depth == 0 and isinstance(value, (Mapping, Sequence)):
        return "…"
    if isinstance(value, Mapping):
        return {
            key: MASK if is_secret_name(str(key)) and not _is_blank(item) else redact(item, depth=depth - 1)
            for key, item in value.items()
        }
    if isinstance(value, Sequence):
        return [redact(item, depth=depth - 1) for item in value]
    return value


def _is_blank(value: object) -> bool:
    return value is None or value == ""  # that a secret is not set is worth knowing
