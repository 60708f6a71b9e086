"""Encryption, signatures, TOTP, and the formats of passwords and API keys."""
