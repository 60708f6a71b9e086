"""What the benchmarks share: a shop to measure, clients, a Redis, the bare driver."""
