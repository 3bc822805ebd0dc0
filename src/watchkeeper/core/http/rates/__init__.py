"""How fast one address and one principal may ask: token buckets, in memory or shared through Redis."""
