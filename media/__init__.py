"""What a picture is, and where its files lie. Pure: no database, no HTTP."""
