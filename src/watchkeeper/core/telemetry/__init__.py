"""What the platform says about itself while it runs: structured logs and metrics."""

from watchkeeper.core.telemetry.logs import configure_logging, get_logger
from watchkeeper.core.telemetry.metrics import Metrics

__all__ = ["Metrics", "configure_logging", "get_logger"]
