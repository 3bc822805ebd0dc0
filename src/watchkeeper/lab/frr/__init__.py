"""A ring of real FRR routers in network namespaces, watched over a management network of its own."""
