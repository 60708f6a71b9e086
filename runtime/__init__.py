"""The server process, the start of the database, and the embedded MariaDB."""
