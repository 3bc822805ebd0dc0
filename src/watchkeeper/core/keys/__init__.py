"""Where the master key comes from, and how it is changed while everything runs."""
