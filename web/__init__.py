"""What every route shares over HTTP."""
