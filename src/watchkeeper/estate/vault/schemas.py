"""Credentials at the API border: secrets go in and never come out."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from watchkeeper.estate.vault.models import Credential
from watchkeeper.estate.vault.secrets import CredentialKind

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]*$")
]
Text = Annotated[str, StringConstraints(max_length=255, pattern=r"^[^\x00]*$")]


class CredentialCreate(BaseModel):
    """A new credential: ``community`` for v1 and v2c; user, protocols and their secrets for v3."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"name": "campus", "kind": "snmp_v2c", "community": "correct-horse"}]},
    )

    name: Name
    kind: CredentialKind
    community: SecretStr | None = None
    user: Text = ""
    auth: Text | None = None
    auth_secret: SecretStr | None = None
    priv: Text | None = None
    priv_secret: SecretStr | None = None
    context: Text = ""
    is_default: bool = Field(
        default=False, description="Used for devices with no credential of their own or their site."
    )


class CredentialChange(BaseModel):
    """What to change of a credential. A part that is absent stays as it is; the kind never changes."""

    model_config = ConfigDict(
        extra="forbid", hide_input_in_errors=True, json_schema_extra={"examples": [{"is_default": True}]}
    )

    name: Name | None = None
    community: SecretStr | None = None
    user: Text | None = None
    auth: Text | None = None
    auth_secret: SecretStr | None = None
    priv: Text | None = None
    priv_secret: SecretStr | None = None
    context: Text | None = None
    is_default: bool | None = None


class CredentialView(BaseModel):
    """A credential as anybody may see it who may see credentials: everything but its secrets."""

    id: int
    name: str
    kind: CredentialKind
    user: str
    auth: str | None
    priv: str | None
    context: str
    is_default: bool
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, credential: Credential) -> Self:
        """Return the view of a row."""
        return cls(
            id=credential.id,
            name=credential.name,
            kind=CredentialKind(credential.kind),
            user=credential.user,
            auth=credential.auth,
            priv=credential.priv,
            context=credential.context,
            is_default=credential.is_default,
            created_at=credential.created_at,
            updated_at=credential.updated_at,
        )
