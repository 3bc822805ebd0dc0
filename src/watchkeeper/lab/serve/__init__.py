"""The process that answers for an emulated network: sockets, worker processes, control and faults."""
