"""Arithmetic of a sale: money, tax, pricing. Pure functions on whole rupiah."""
