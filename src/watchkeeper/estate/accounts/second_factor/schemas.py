"""Second factors at the API border."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr

Code = Annotated[SecretStr, Field(max_length=64)]


class CodeGiven(BaseModel):
    """A code of the authenticator program."""

    model_config = ConfigDict(
        extra="forbid", hide_input_in_errors=True, json_schema_extra={"examples": [{"code": "123456"}]}
    )

    code: Code


class ProofGiven(BaseModel):
    """The present password, and a code where there is a second factor: proof that it is still the same person."""

    model_config = ConfigDict(
        extra="forbid",
        hide_input_in_errors=True,
        json_schema_extra={"examples": [{"password": "the-present-one", "code": "123456"}]},
    )

    password: Annotated[SecretStr, Field(max_length=1_000)]
    code: Code | None = None


class EnrolmentView(BaseModel):
    """What an authenticator program needs. Shown once; it counts after it has been confirmed by a code."""

    secret: str
    uri: str
    qr_svg: str


class FactorView(BaseModel):
    """Whether the account has a second factor."""

    enabled: bool
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
