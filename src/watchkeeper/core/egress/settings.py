"""The settings of outbound requests."""

import ipaddress

from pydantic import BaseModel, Field, field_validator


class EgressSettings(BaseModel):
    """Where requests that leave on a user's behalf may go."""

    allow: list[str] = Field(
        default_factory=list,
        description="Networks (CIDR) that webhooks and notifications may reach although they are private, loopback or "
        "link-local; polling may ask those anyway. A cloud's metadata address needs an entry of its own, for either "
        "(169.254.169.254/32).",
    )
    timeout_s: float = Field(default=10.0, gt=0, description="Longest wait for each step of an outbound request.")
    max_answer_bytes: int = Field(
        default=1024 * 1024, ge=1, description="Most bytes that are read of the answer to an outbound request."
    )

    @field_validator("allow")
    @classmethod
    def _networks(cls, given: list[str]) -> list[str]:
        for network in given:
            ipaddress.ip_network(network)
        return given
