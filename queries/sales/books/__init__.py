"""SQL of the books of a seller: all breakdowns of some days have equal totals. Days are those of an outlet's zone."""
