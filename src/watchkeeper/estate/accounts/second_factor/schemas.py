"""Second factors at the API border."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from watchkeeper.core.http.proofs import Code


class CodeGiven(BaseModel):
    """A code of the authenticator program."""

    model_config = ConfigDict(
        extra="forbid", hide_input_in_errors=True, json_schema_extra={"examples": [{"code": "123456"}]}
    )

    code: Code


class EnrolmentView(BaseModel):
    """What an authenticator program needs. Shown once; it counts after it has been confirmed by a code."""

    secret: str
    uri: str
    qr_svg: str


class FactorView(BaseModel):
    """Whether the account has a second factor."""

    enabled: bool
    authenticator: bool = Field(description="An authenticator program is set up.")
    security_keys: int = Field(description="How many security keys are registered.")
    recovery_codes_left: int
    required: bool = Field(description="The account's role needs one.")


class RecoveryCodes(BaseModel):
    """Recovery codes, each good once; shown this once."""

    codes: list[str]
    csrf_token: str = Field(description="The session has a new token; so has every request that changes something.")


class FactorRules(BaseModel):
    """The roles whose people need a second factor."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"roles": ["viewer"]}]})

    roles: list[Annotated[str, Field(max_length=64)]] = Field(max_length=100)
