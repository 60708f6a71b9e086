"""Events of documents, and their webhooks."""
