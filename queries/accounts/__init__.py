"""Users, sessions, credentials and activities."""
