"""The settings of rate limits."""

from pydantic import BaseModel, Field


class RateSettings(BaseModel):
    """How fast one address and one account may ask the API. A limit of 0 is none."""

    address_per_s: float = Field(
        default=500.0, ge=0, description="Requests a second from one address, in the long run."
    )
    address_burst: int = Field(default=5000, ge=1, description="Requests one address may make at once.")
    principal_per_s: float = Field(
        default=200.0, ge=0, description="Requests a second of one account, in the long run."
    )
    principal_burst: int = Field(default=2000, ge=1, description="Requests one account may make at once.")
    redis_url: str | None = Field(
        default=None,
        description="Redis that several web processes count in together (redis://HOST:PORT/0). Default: each process "
        "counts by itself, as it does while Redis does not answer.",
    )
