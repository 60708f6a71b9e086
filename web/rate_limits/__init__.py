"""The rate limiter and its sliding windows."""
