"""Settings of security keys."""

from pydantic import BaseModel, Field


class SecurityKeySettings(BaseModel):
    """Security keys and passkeys (WebAuthn), which are bound to the name that browsers reach this installation by."""

    origins: list[str] = Field(
        default_factory=list,
        description="Origins (https://NAME) where keys are used; empty: those of server.origins. Without any, security "
        "keys are not offered.",
    )
    rp_id: str = Field(
        default="",
        description="Domain that keys are bound to: the host of the origins, or a domain above it. Empty: the host of "
        "the first origin. Keys made under another one no longer work.",
    )
    challenge_s: int = Field(default=300, ge=30, le=3600, description="A security key must answer within this long.")
