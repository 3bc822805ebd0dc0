"""Settings of the OpenID Connect login."""

from pydantic import BaseModel, Field, SecretStr


class OidcSettings(BaseModel):
    """Logging in through an OpenID Connect provider (Keycloak, Entra ID, Okta, authentik and others)."""

    enabled: bool = Field(default=False, description="Offer the login.")
    issuer: str = Field(default="", description="The provider's issuer, exactly as it writes it in its tokens.")
    client_id: str = Field(default="", description="Name of this installation at the provider.")
    client_secret: SecretStr | None = Field(
        default=None, description="Secret of this installation at the provider; absent for a public client."
    )
    public_url: str = Field(
        default="",
        description="Where browsers reach this installation (https://watchkeeper.example). The provider must know "
        "PUBLIC_URL/api/v1/session/oidc/callback.",
    )
    name: str = Field(default="single sign-on", description="What the login page calls the provider.")
    scopes: list[str] = Field(default=["openid", "profile", "email"], description="What is asked of the provider.")
    name_claim: str = Field(default="preferred_username", description="Claim that becomes the account's name.")
    groups_claim: str = Field(
        default="groups", description="Claim with the groups; dots go into objects (realm_access.roles)."
    )
    roles: dict[str, str] = Field(
        default={}, description="Groups and the roles they give; the first that the person is in decides."
    )
    default_role: str | None = Field(
        default=None, description="Role of who is in no mapped group; absent: they are not let in."
    )
    create_accounts: bool = Field(default=True, description="Make an account at the first login.")
    ca_file: str = Field(
        default="", description="Certificates (PEM) to trust for the provider instead of the system's."
    )
    timeout_s: float = Field(default=10.0, gt=0, description="Longest wait for an answer of the provider.")
    proof_s: int = Field(
        default=300,
        ge=30,
        le=3600,
        description="A fresh login at the provider proves for this long who it is, for one secret to be shown.",
    )
    leeway_s: int = Field(default=60, ge=0, le=300, description="How far the provider's clock may be off.")
