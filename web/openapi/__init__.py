"""The OpenAPI document, the field types of its schemas, and the developers' guide."""
