"""Errors of health."""

from watchkeeper.core.errors import NotFoundError


class SubjectNotFoundError(NotFoundError):
    """There is no such site, service or link, or none that may be seen."""

    code = "health_subject_not_found"
