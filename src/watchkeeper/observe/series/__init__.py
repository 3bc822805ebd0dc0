"""Samples as column batches: families, segments, rates, rollups, queries."""
