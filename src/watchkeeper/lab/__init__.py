"""Networks to watch: emulated devices, and real FRR routers in network namespaces."""
