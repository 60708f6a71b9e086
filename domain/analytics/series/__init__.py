"""Regular series from observations, and what is computed from them."""
