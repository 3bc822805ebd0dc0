"""Settings of accounts: sessions and the brake on guessing passwords."""

from pydantic import BaseModel, Field


class AccountsSettings(BaseModel):
    """How long a login lasts and how fast passwords may be tried."""

    idle_s: int = Field(default=12 * 3600, ge=60, description="A session ends after this long without a request.")
    absolute_s: int = Field(default=7 * 86_400, ge=60, description="A session ends this long after the login.")
    free_attempts: int = Field(
        default=5, ge=1, description="Failed logins of one account before the next try has to wait."
    )
    free_attempts_per_address: int = Field(
        default=20, ge=1, description="Failed logins from one address before the next try has to wait."
    )
    first_delay_s: float = Field(
        default=1.0, gt=0, description="Wait after the last free attempt; doubles with each failure."
    )
    longest_delay_s: float = Field(default=900.0, gt=0, description="The wait never grows beyond this.")
    forget_after_s: float = Field(default=1800.0, gt=0, description="Failures are forgotten after this long of quiet.")
