"""Which series move with which: neighbours whose departures from their rhythm go together. Never what causes what."""
