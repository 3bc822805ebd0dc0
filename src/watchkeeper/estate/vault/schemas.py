"""Credentials at the API border: secrets go in and never come out."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, model_validator

from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.proofs import ProofGiven
from watchkeeper.estate.vault.expiry import expiry_of
from watchkeeper.estate.vault.kinds import KINDS, PROTOCOL_OF, CredentialKind, KindSpec
from watchkeeper.estate.vault.mapping import Explained
from watchkeeper.estate.vault.models import Credential, CredentialBinding, CredentialTrial, SshHostKey
from watchkeeper.estate.vault.resolving import Level

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=r"^[^\x00-\x1f\x7f]*$")
]
Text = Annotated[str, StringConstraints(max_length=255, pattern=r"^[^\x00]*$")]


Attributes = Annotated[dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")], Text], Field(max_length=20)]
Extra = Annotated[
    dict[Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_.\-]{0,63}$")], SecretStr], Field(max_length=50)
]
Secret = Annotated[SecretStr, Field(max_length=16_384)]


class CredentialCreate(BaseModel):
    """A new credential. Which parts it needs depends on its kind: see ``GET /credentials/kinds``."""

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
    password: Secret | None = None
    enable_secret: Secret | None = None
    private_key: Secret | None = None
    passphrase: Secret | None = None
    token: Secret | None = None
    attributes: Attributes = Field(default={}, description="Further parts that are not secret: port, header, domain.")
    extra: Extra = Field(default={}, description="The secrets of a generic credential, by name.")
    is_default: bool = Field(
        default=False, description="Used for devices with no credential of their own or their site."
    )
    expires_at: Moment | None = Field(default=None, description="When the secret ends; warned of beforehand.")


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
    password: Secret | None = None
    enable_secret: Secret | None = None
    private_key: Secret | None = None
    passphrase: Secret | None = None
    token: Secret | None = None
    attributes: Attributes | None = None
    extra: Extra | None = None
    is_default: bool | None = None
    expires_at: Moment | None = None


class CredentialView(BaseModel):
    """A credential as anybody may see it who may see credentials: everything but its secrets."""

    id: int
    name: str
    kind: CredentialKind
    user: str
    auth: str | None
    priv: str | None
    context: str
    attributes: dict[str, str]
    protocol: str = Field(description="What it opens.")
    is_default: bool
    version: int = Field(description="Grows with each new secret.")
    expires_at: datetime | None
    expiry: Literal["none", "fine", "within_30_days", "within_7_days", "expired"]
    sealed_at: datetime | None = Field(description="When the secret was encrypted last.")
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, credential: Credential, now: datetime) -> Self:
        """Return the view of a row at ``now``."""
        return cls(
            id=credential.id,
            name=credential.name,
            kind=CredentialKind(credential.kind),
            user=credential.user,
            auth=credential.auth,
            priv=credential.priv,
            context=credential.context,
            attributes=credential.attributes,
            protocol=PROTOCOL_OF[credential.kind],
            is_default=credential.is_default,
            version=credential.secret_version,
            expires_at=credential.expires_at,
            expiry=expiry_of(credential.expires_at, now),
            sealed_at=credential.sealed_at,
            created_at=credential.created_at,
            updated_at=credential.updated_at,
        )


class PartView(BaseModel):
    """One part of a kind, for a form."""

    name: str
    label: str
    secret: bool
    required: bool
    choices: list[str]
    multiline: bool
    default: str
    attribute: bool = Field(description="Whether it goes into ``attributes``.")


class KindView(BaseModel):
    """A kind of credentials, for a form."""

    kind: CredentialKind
    label: str
    protocol: str
    parts: list[PartView]

    @classmethod
    def of(cls, spec: KindSpec) -> Self:
        """Return the view of a kind."""
        own = CredentialCreate.model_fields
        parts = [
            PartView(
                name=part.name,
                label=part.label,
                secret=part.secret,
                required=part.required,
                choices=list(part.choices),
                multiline=part.multiline,
                default=part.default,
                attribute=part.name not in own,
            )
            for part in spec.parts
        ]
        return cls(kind=spec.kind, label=spec.label, protocol=spec.protocol, parts=parts)


def all_kinds() -> list[KindView]:
    """Return every kind."""
    return [KindView.of(spec) for spec in KINDS.values()]


class BindingCreate(BaseModel):
    """What to give a credential to: a device, pool or site by its number, a platform by its name, or all."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"level": "platform", "ref": "iosxe"}]})

    level: Level
    ref: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9_.\-]*$")] = ""
    position: int = Field(default=0, ge=0, le=1000, description="Order among those given to the same thing.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        numbered = self.level in {Level.DEVICE, Level.POOL, Level.SITE}
        if numbered and not (self.ref.isascii() and self.ref.isdigit()):
            raise ValueError(f"a {self.level} is named by its number")
        if (self.level is Level.DEFAULT) == bool(self.ref):
            raise ValueError("only what is given to all has no ref")
        return self


class BindingView(BaseModel):
    """What a credential is given to."""

    id: int
    credential_id: int
    level: Level
    ref: str
    position: int

    @classmethod
    def of(cls, binding: CredentialBinding) -> Self:
        """Return the view of a row."""
        return cls(
            id=binding.id,
            credential_id=binding.credential_id,
            level=Level(binding.level),
            ref=binding.ref,
            position=binding.position,
        )


class UseView(BaseModel):
    """How a credential did on a device."""

    device_id: int
    current: bool = Field(description="Whether this is about the present secret.")
    last_ok_at: datetime | None
    last_refused_at: datetime | None
    refusals: int
    next_try_at: datetime | None

    @classmethod
    def of(cls, trial: CredentialTrial, version: int) -> Self:
        """Return the view of a row."""
        return cls(
            device_id=trial.device_id,
            current=trial.version == version,
            last_ok_at=trial.last_ok_at,
            last_refused_at=trial.last_refused_at,
            refusals=trial.refusals,
            next_try_at=trial.next_try_at,
        )


class CandidateView(BaseModel):
    """A credential that a device may be opened with, in the order of trying."""

    credential_id: int
    name: str
    kind: str
    level: Level
    named: str = Field(description="The pool, site or platform that it is given to; empty for a device or for all.")
    source: str = Field(description="Where it comes from, in words: the level and the name.")
    standing: str = Field(description="worked, untried, due, paused (refused lately) or held (wrong elsewhere).")
    chosen: bool
    last_ok_at: datetime | None
    last_refused_at: datetime | None
    next_try_at: datetime | None

    @classmethod
    def of(cls, one: Explained) -> Self:
        """Return the view of a candidate."""
        return cls(
            credential_id=one.candidate.credential_id,
            name=one.name,
            kind=one.kind,
            level=one.candidate.level,
            named=one.candidate.named,
            source=one.candidate.source,
            standing=one.standing,
            chosen=one.chosen,
            last_ok_at=one.trial.last_ok_at if one.trial else None,
            last_refused_at=one.trial.last_refused_at if one.trial else None,
            next_try_at=one.trial.next_try_at if one.trial else None,
        )


class RevealOrder(ProofGiven):
    """Who wants to see a secret proves again who they are, and says why."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"password": "my own password", "reason": "console access during INC-7"}]},
    )

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=8, max_length=1000)]


class Revealed(BaseModel):
    """The secret parts of a credential, in the clear."""

    secrets: dict[str, str]


class HostKeyView(BaseModel):
    """The key by which an SSH server is known, and the one that it offers instead."""

    id: int
    host: str
    port: int
    algorithm: str
    fingerprint: str
    first_seen_at: datetime
    last_seen_at: datetime
    offered_fingerprint: str | None = Field(description="A key that was refused because it is not the pinned one.")
    offered_at: datetime | None

    @classmethod
    def of(cls, row: SshHostKey) -> Self:
        """Return the view of a row."""
        return cls(
            id=row.id,
            host=row.host,
            port=row.port,
            algorithm=row.algorithm,
            fingerprint=row.fingerprint,
            first_seen_at=row.first_seen_at,
            last_seen_at=row.last_seen_at,
            offered_fingerprint=row.offered_fingerprint,
            offered_at=row.offered_at,
        )


class AcceptHostKey(BaseModel):
    """Why the key that a server offers now is right."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"reason": "replaced in CHG-12"}]})

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=1000)]
