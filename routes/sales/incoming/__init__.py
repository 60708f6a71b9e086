"""Accounts on which buyers pay, and requests to pay on them."""
