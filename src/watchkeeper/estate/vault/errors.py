"""Errors of the vault. None of them ever quotes a secret."""

from watchkeeper.core.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
)


class CredentialNotFoundError(NotFoundError):
    """There is no such credential."""

    code = "credential_not_found"


class CredentialInUseError(ConflictError):
    """Devices or sites still use the credential."""

    code = "credential_in_use"


class CredentialNameTakenError(ConflictError):
    """Another credential has the name."""

    code = "credential_name_taken"


class InvalidCredentialError(InvalidInputError):
    """The parts of a credential do not fit its kind."""

    code = "invalid_credential"


class BindingNotFoundError(NotFoundError):
    """There is no such mapping."""

    code = "credential_mapping_not_found"


class BindingTakenError(ConflictError):
    """The credential is given to that already."""

    code = "credential_mapping_taken"


class HostKeyNotFoundError(NotFoundError):
    """There is no such changed host key."""

    code = "host_key_not_found"
