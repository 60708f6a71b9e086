"""The numbers that docs/figures.md claims, each repeatable by one command."""
