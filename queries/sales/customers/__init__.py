"""Customers of sellers, and what they owe."""
