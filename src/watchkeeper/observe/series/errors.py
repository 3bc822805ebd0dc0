"""What can go wrong with the series store.

InvalidInputError
├── UnknownFamilyError       unknown_family
├── InvalidBatchError        invalid_batch
└── InvalidQueryError        invalid_query
UnavailableError
├── StoreFullError           store_full
├── StoreUnwritableError     store_unwritable
└── QueryFailedError         query_failed
"""

from watchkeeper.core.errors import InvalidInputError, UnavailableError


class UnknownFamilyError(InvalidInputError):
    """There is no family of samples of that name."""

    code = "unknown_family"


class InvalidBatchError(InvalidInputError):
    """A batch does not have its family's schema, or spans several hours."""

    code = "invalid_batch"


class InvalidQueryError(InvalidInputError):
    """A query asks for something that does not exist or for too much."""

    code = "invalid_query"


class StoreFullError(UnavailableError):
    """The file system of the series store has no room: nothing was acknowledged, nothing was damaged."""

    code = "store_full"


class StoreUnwritableError(UnavailableError):
    """The series store cannot be written or read back."""

    code = "store_unwritable"


class QueryFailedError(UnavailableError):
    """A query was understood but could not be answered: time, memory or the disk."""

    code = "query_failed"
