"""Shared parts of the benchmarks: a shop, clients, a Redis server, and the plain driver."""
