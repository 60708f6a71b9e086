"""From observations to regular series, and what is computed of them."""
