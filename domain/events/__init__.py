"""Events of documents, and how webhooks deliver them."""
