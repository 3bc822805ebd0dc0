"""One module for each kind of evidence: what it says about links, and what it cannot decide."""
