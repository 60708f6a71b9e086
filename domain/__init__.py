"""Pure code: no database, no HTTP, no settings."""
