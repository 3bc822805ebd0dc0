"""The world that the emulated devices live in: who is connected to whom, what flows, and what is broken."""
