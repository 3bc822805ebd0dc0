"""Networks to watch: emulated devices, and real routers in network namespaces."""
