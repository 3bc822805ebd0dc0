"""Liveness, readiness and start-up."""
