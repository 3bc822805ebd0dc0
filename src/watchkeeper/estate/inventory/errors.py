"""Errors of the inventory."""

from watchkeeper.core.errors import ConflictError, InvalidInputError, NotFoundError


class DeviceNotFoundError(NotFoundError):
    """There is no such device."""

    code = "device_not_found"


class SiteNotFoundError(NotFoundError):
    """There is no such site."""

    code = "site_not_found"


class PoolNotFoundError(NotFoundError):
    """There is no such pool."""

    code = "pool_not_found"


class NameTakenError(ConflictError):
    """Another object of the kind has the name."""

    code = "name_taken"


class AddressTakenError(ConflictError):
    """Another device has the address and port."""

    code = "address_taken"


class SiteInUseError(ConflictError):
    """Devices still belong to the site."""

    code = "site_in_use"


class NothingToAcceptError(ConflictError):
    """The device has not said who it is, or another device has the same serial."""

    code = "nothing_to_accept"


class InvalidReferenceError(InvalidInputError):
    """Something that was referred to does not exist."""

    code = "invalid_reference"


class InvalidImportError(InvalidInputError):
    """The file cannot be imported; the rows say why."""

    code = "invalid_import"


class StalePreviewError(ConflictError):
    """The inventory or the file changed since the preview."""

    code = "stale_preview"
