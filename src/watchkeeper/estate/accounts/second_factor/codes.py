"""One-time passwords (RFC 6238: SHA-1, 6 digits, 30 s) and recovery codes, as pure functions."""

import hashlib
import io
import re
import secrets
from datetime import datetime
from typing import Final

import pyotp
import segno

STEP_S: Final = 30
WINDOW: Final = 1  # steps of clock drift that are taken on either side
ISSUER: Final = "Watchkeeper"
RECOVERY_CODES: Final = 10
_GROUPS, _GROUP_LENGTH = 4, 4  # 16 characters of 32: 80 bits, beyond any search of their hashes
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
_ONE_TIME = re.compile(r"\d{6}")


def new_secret() -> str:
    """Return a new shared secret: 160 random bits (RFC 4226, section 4) as base32."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """Return the time step that ``code`` belongs to, or None.

    Only steps after ``last_step`` count, so that a code seen in transit is worth nothing once it was used.
    """
    given = re.sub(r"\s", "", code)
    if not _ONE_TIME.fullmatch(given):
        return None
    generator = pyotp.TOTP(secret, interval=STEP_S)
    present = int(now.timestamp()) // STEP_S
    found = None
    for step in range(present - WINDOW, present + WINDOW + 1):
        same = secrets.compare_digest(generator.generate_otp(step), given)
        if same and step > last_step:
            found = step
    return found


def provisioning_uri(secret: str, name: str) -> str:
    """Return the ``otpauth`` URI that authenticator programs read."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=name, issuer_name=ISSUER)


def qr_svg(uri: str) -> str:
    """Return ``uri`` as a QR code: an SVG document without scripts, styles or outside references."""
    drawn = io.BytesIO()
    segno.make(uri, error="m").save(drawn, kind="svg", scale=5, border=4, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue().decode()


def new_recovery_codes() -> list[str]:
    """Return fresh recovery codes, each good once."""
    return ["-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES)]


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_LENGTH))


def recovery_hash(code: str) -> str:
    """Return what is stored of a recovery code; dashes, spaces and case do not matter."""
    plain = re.sub(r"[\s-]", "", code).lower()
    return hashlib.sha256(plain.encode()).hexdigest()
