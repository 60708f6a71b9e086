"""The sale and the figures of sales."""
