"""Refunds of sales: making and reading them."""
