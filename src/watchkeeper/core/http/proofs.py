"""What somebody who is logged in shows to prove it again: the password, and a code or a security key's answer."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

Code = Annotated[SecretStr, Field(max_length=64)]
Base64Url = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]*$", max_length=16_384)]
"""Bytes as WebAuthn writes them in JSON: base64url without padding."""


class _FromBrowser(BaseModel):
    """A part of a credential as ``PublicKeyCredential.toJSON()`` gives it; what is not used here is let pass."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True, hide_input_in_errors=True)


class AssertionParts(_FromBrowser):
    """What the security key signed, and the signature (WebAuthn 3, section 5.8: AuthenticationResponseJSON)."""

    client_data: Base64Url = Field(alias="clientDataJSON")
    authenticator_data: Base64Url = Field(alias="authenticatorData")
    signature: Base64Url
    user_handle: Base64Url | None = Field(default=None, alias="userHandle")


class Assertion(_FromBrowser):
    """A security key's answer to a challenge: the browser's credential as JSON."""

    id: Base64Url
    raw_id: Base64Url = Field(alias="rawId")
    type: Literal["public-key"]
    response: AssertionParts


class ProofGiven(BaseModel):
    """Proof that it is still the same person: the present password, and what the second factor asks for.

    An account of an identity provider has no password here: it leaves all of this out and logs in there anew first.
    """

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"password": "the-present-one", "code": "123456"}]},
    )

    password: Annotated[SecretStr, Field(max_length=1_000)] = SecretStr("")
    code: Code | None = None
    security_key: Assertion | None = Field(
        default=None, description="Instead of a code: the answer to the challenge that second_factor_required brought."
    )

    def plain_code(self) -> str | None:
        """Return the code as it was typed, None without one."""
        return self.code.get_secret_value() if self.code else None
