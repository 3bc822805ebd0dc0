"""Settings of the reverse proxy login."""

from pydantic import BaseModel, Field, IPvAnyNetwork


class ProxyLoginSettings(BaseModel):
    """Logging in by the headers of a reverse proxy that has authenticated people itself."""

    enabled: bool = Field(
        default=False, description="Believe identity headers, from the proxies below and nobody else."
    )
    proxies: list[IPvAnyNetwork] = Field(
        default=[], description="Addresses of the proxies, which must remove these headers from what clients send."
    )
    user_header: str = Field(default="X-Forwarded-User", description="Header with the person's name.")
    groups_header: str = Field(default="X-Forwarded-Groups", description="Header with their groups, between commas.")
    roles: dict[str, str] = Field(
        default={}, description="Groups and the roles they give; the first that the person is in decides."
    )
    default_role: str | None = Field(
        default=None, description="Role of who is in no mapped group; absent: they are not let in."
    )
    create_accounts: bool = Field(default=True, description="Make an account at the first login.")
