"""People, their sessions, credentials and activities."""
