"""Arithmetic of a sale: money, tax, pricing, receipts. Pure functions on whole rupiah."""
