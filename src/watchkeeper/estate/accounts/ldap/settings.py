"""Settings of the directory login."""

from pydantic import BaseModel, Field, SecretStr


class LdapSettings(BaseModel):
    """Checking passwords against a directory (OpenLDAP, 389, Active Directory)."""

    enabled: bool = Field(default=False, description="Ask the directory about names that have no local account.")
    url: str = Field(default="", description="ldaps://HOST[:PORT], or ldap://HOST[:PORT] with StartTLS.")
    start_tls: bool = Field(default=True, description="Encrypt an ldap:// connection before anything is said.")
    allow_plaintext: bool = Field(
        default=False, description="Send passwords unencrypted when start_tls is off; for a directory on this machine."
    )
    ca_file: str = Field(default="", description="Certificates (PEM) to trust for it instead of the system's.")
    bind_dn: str = Field(default="", description="Who searches the directory; empty: anonymous.")
    bind_password: SecretStr | None = Field(default=None, description="Password of bind_dn.")
    base_dn: str = Field(default="", description="Where people are searched for, below this entry.")
    user_filter: str = Field(
        default="(&(objectClass=person)(uid={name}))",
        description="How a person is found; {name} is what was typed, escaped. In Active Directory: "
        "(sAMAccountName={name}).",
    )
    group_base_dn: str = Field(default="", description="Where groups are searched for; empty: base_dn.")
    group_filter: str = Field(
        default="(|(&(objectClass=groupOfNames)(member={dn}))(&(objectClass=group)(member={dn})))",
        description="How a person's groups are found; {dn} is the person's entry, escaped. With nested groups in "
        "Active Directory: (member:1.2.840.113556.1.4.1941:={dn}).",
    )
    group_attribute: str = Field(default="cn", description="Attribute of a group that the mapping names.")
    subject_attribute: str = Field(
        default="entryUUID", description="What never changes about a person. Active Directory: objectGUID."
    )
    name_attribute: str = Field(default="uid", description="Attribute that becomes the account's name.")
    display_attribute: str = Field(default="cn", description="Attribute with the person's full name.")
    mail_attribute: str = Field(default="mail", description="Attribute with the person's e-mail address.")
    roles: dict[str, str] = Field(
        default={}, description="Groups and the roles they give; the first that the person is in decides."
    )
    default_role: str | None = Field(
        default=None, description="Role of who is in no mapped group; absent: they are not let in."
    )
    create_accounts: bool = Field(default=True, description="Make an account at the first login.")
    timeout_s: float = Field(default=5.0, gt=0, description="Longest wait for an answer of the directory.")
