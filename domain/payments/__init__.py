"""Money that is expected from outside the shop."""
