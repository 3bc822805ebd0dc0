"""What the platform says about itself while it runs: structured logs, and metrics in ``metrics``."""

from watchkeeper.core.telemetry.logs import configure_logging, get_logger

__all__ = ["configure_logging", "get_logger"]
