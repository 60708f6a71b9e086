"""SQL of outlets, their staff and tills, and the shifts of a till."""
