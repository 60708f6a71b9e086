"""Background jobs: the functions of each kind, and their runner."""
