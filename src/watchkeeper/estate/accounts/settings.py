"""Settings of accounts: sessions, passwords, the brake on guessing, keys and local logins."""

from typing import Literal

from pydantic import BaseModel, Field


class AccountsSettings(BaseModel):
    """How long a login lasts, what a password must be and how fast one may be tried."""

    idle_s: int = Field(default=12 * 3600, ge=60, description="A session ends after this long without a request.")
    absolute_s: int = Field(default=7 * 86_400, ge=60, description="A session ends this long after the login.")
    local_login: Literal["everyone", "break_glass"] = Field(
        default="everyone",
        description="Who may log in with a password kept here: everyone who has one, or only accounts marked as break "
        "glass, so that all others come through the identity provider.",
    )
    password_least_length: int = Field(default=12, ge=8, le=64, description="Fewest characters of a password.")
    password_least_guesses_log10: float = Field(
        default=8.0,
        ge=0,
        le=20,
        description="A password is refused when a guesser who tries breached and common words first would need fewer "
        "than ten to this power of guesses (zxcvbn).",
    )
    argon2_memory_kib: int = Field(default=65_536, ge=8, description="Memory of one password hash (Argon2id), in KiB.")
    argon2_passes: int = Field(default=3, ge=1, description="Passes of one password hash over its memory.")
    argon2_at_once: int = Field(default=2, ge=1, description="Password hashes computed at the same time.")
    free_attempts: int = Field(
        default=5, ge=1, description="Failed logins of one account from one address before the next try has to wait."
    )
    free_attempts_per_account: int = Field(
        default=20,
        ge=1,
        description="Failed logins of one account from everywhere before the next try has to wait; a browser that the "
        "account is known to use, and the address it was last seen at, do not.",
    )
    free_attempts_per_address: int = Field(
        default=20, ge=1, description="Failed logins from one address before the next try has to wait."
    )
    first_delay_s: float = Field(
        default=1.0, gt=0, description="Wait after the last free attempt; doubles with each failure."
    )
    longest_delay_s: float = Field(default=900.0, gt=0, description="The wait never grows beyond this.")
    forget_after_s: float = Field(default=1800.0, gt=0, description="Failures are forgotten after this long of quiet.")
    known_device_days: int = Field(
        default=180, ge=1, description="A browser stays known for this many days after its last login."
    )
    key_longest_days: int = Field(
        default=366, ge=1, description="An API key of a person expires within this many days."
    )
