"""Arithmetic of a series: what a file says, cleaned, described and forecast. Pure; numpy is all it needs.

Modules that import numpy are loaded in the processes that analyse, never in those that serve requests; `options` and
what it imports is free of it.
"""

# Part of the key under which answers are kept: a change of any figure is a new version.
VERSION = "2"
