"""HTTP: request parsing, responses, headers, limits and documentation shared by all routes."""
