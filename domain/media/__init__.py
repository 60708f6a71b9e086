"""Image decoding and file stores. Pure: no database, no HTTP."""
