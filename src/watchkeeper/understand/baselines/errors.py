"""Errors of baselines."""

from watchkeeper.core.errors import NotFoundError


class AnomalyNotFoundError(NotFoundError):
    """There is no such anomaly, or not for this principal."""

    code = "anomaly_not_found"
