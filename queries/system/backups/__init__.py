"""Records of backups, and the SQL of backup and restore."""
