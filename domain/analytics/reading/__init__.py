"""From the bytes of a file to observations."""
