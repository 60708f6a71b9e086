"""The OpenAPI document, the field types that it is made of, and the developers' guide."""
