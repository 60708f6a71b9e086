"""Backups: one archive of database, files and secrets; its creation, verification and restore."""
