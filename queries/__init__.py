"""All SQL, one module per family of tables: plain values in, dicts out."""
