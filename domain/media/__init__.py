"""What a picture is, and where files lie. Pure: no database, no HTTP."""
