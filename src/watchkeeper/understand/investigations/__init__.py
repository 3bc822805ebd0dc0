"""Why something is broken: evidence, ranked causes, what was ruled out, what could not be seen."""
