"""Errors of workspaces."""

from watchkeeper.core.errors import ConflictError, ForbiddenError, NotFoundError


class DashboardNotFoundError(NotFoundError):
    """There is no such dashboard, or it is somebody else's and not shared."""

    code = "dashboard_not_found"


class NotYourDashboardError(ForbiddenError):
    """Only its owner changes a dashboard."""

    code = "not_your_dashboard"


class DashboardChangedError(ConflictError):
    """Somebody changed the dashboard meanwhile."""

    code = "dashboard_changed"
