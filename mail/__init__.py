"""E-mails: templates, the renderer, and the providers that deliver them."""
