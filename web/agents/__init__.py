"""The MCP server: tools made from the OpenAPI document, called under the caller's API key."""
