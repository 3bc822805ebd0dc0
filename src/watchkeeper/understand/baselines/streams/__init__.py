"""Detection in one series of which nothing is known: no training data, no baseline, strictly causal."""
