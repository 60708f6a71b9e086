"""The ASGI gateway in front of the WSGI app."""
