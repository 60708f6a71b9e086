"""Benchmarks for the figures in docs/figures.md, each run by one command."""
