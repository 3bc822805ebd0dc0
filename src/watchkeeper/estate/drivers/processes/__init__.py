"""A driver's work done by processes of their own, so that one core is not the limit."""

from watchkeeper.estate.drivers.processes.pool import DriverProcesses

__all__ = ["DriverProcesses"]
