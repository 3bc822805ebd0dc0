"""How near the end of a secret is. Pure."""

from datetime import datetime, timedelta
from typing import Final, Literal

Expiry = Literal["none", "fine", "within_30_days", "within_7_days", "expired"]

SOON: Final = timedelta(days=7)
COMING: Final = timedelta(days=30)


def expiry_of(expires_at: datetime | None, now: datetime) -> Expiry:
    """Return in which span ``expires_at`` lies; the end of a span belongs to it."""
    if expires_at is None:
        return "none"
    left = expires_at - now
    if left <= timedelta(0):
        return "expired"
    if left <= SOON:
        return "within_7_days"
    return "within_30_days" if left <= COMING else "fine"
