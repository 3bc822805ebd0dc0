"""Questions about a network as a graph: pure functions on nodes and directed costs, rustworkx underneath."""
