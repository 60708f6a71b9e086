"""Analysis of uploaded files."""

from __future__ import annotations

from routes.analysis import file_analysis

# Path under /api, resource, and the part of the split services that it belongs to.
RESOURCES = (("analytics", file_analysis.bp, "analytics"),)
