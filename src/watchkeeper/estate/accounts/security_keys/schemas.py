"""Security keys at the API border."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

from watchkeeper.core.http.proofs import Assertion, Base64Url

KeyName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class AttestationParts(BaseModel):
    """What a new key says of itself (WebAuthn 3, section 5.8: RegistrationResponseJSON)."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    client_data: Base64Url = Field(alias="clientDataJSON")
    attestation_object: Base64Url = Field(alias="attestationObject")


class NewCredential(BaseModel):
    """A new key as the browser's ``PublicKeyCredential.toJSON()`` gives it; what is not used here is let pass."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    id: Base64Url
    raw_id: Base64Url = Field(alias="rawId")
    type: Literal["public-key"]
    response: AttestationParts


class Registration(BaseModel):
    """A new key's answer, and what its owner calls it."""

    model_config = ConfigDict(extra="forbid")

    name: KeyName
    credential: NewCredential


class PasskeyLogin(BaseModel):
    """A passkey's answer to the challenge."""

    model_config = ConfigDict(extra="forbid")

    credential: Assertion


class KeyQuestion(BaseModel):
    """What the browser is to ask the key: the ``publicKey`` options of ``navigator.credentials``, as JSON."""

    options: dict[str, JsonValue]


class SecurityKeyView(BaseModel):
    """A registered security key."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class SecurityKeysView(BaseModel):
    """One's own security keys."""

    offered: bool = Field(description="This installation knows its public name, so that keys can be added and used.")
    keys: list[SecurityKeyView]


class SecurityKeyAdded(BaseModel):
    """A key was added. Recovery codes come with the first second factor and are shown this once."""

    key: SecurityKeyView
    codes: list[str] = Field(description="Recovery codes; empty when the account has had some.")
    csrf_token: str = Field(description="The session has a new token; so has every request that changes something.")
