"""API keys at the API border."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from watchkeeper.estate.accounts.models import ApiKey

KeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class KeyCreate(BaseModel):
    """A new key."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"name": "backup job", "scopes": ["devices:view"], "expires_in_days": 90}]},
    )

    name: KeyName
    scopes: list[Annotated[str, StringConstraints(max_length=64)]] = Field(
        min_length=1, max_length=200, description="Permissions of the key; it never may more than its owner."
    )
    expires_in_days: int | None = Field(
        default=None, ge=1, le=3660, description="Absent: 90 days for a person, no end for a service account."
    )


class KeyView(BaseModel):
    """A key without its secret."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    prefix: str = Field(description="Public beginning of the key, to recognise it by.")
    scopes: list[str]
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    last_used_address: str

    @classmethod
    def of(cls, row: ApiKey) -> Self:
        """Return the view of a row."""
        return cls.model_validate(row)


class KeyCreated(KeyView):
    """A new key with its text, shown this once."""

    key: str = Field(description="Send it as Authorization: Bearer; it is kept nowhere and cannot be shown again.")
