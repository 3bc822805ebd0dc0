"""The engine room: settings, database, outbox, tasks, errors, live channel, HTTP, telemetry."""
