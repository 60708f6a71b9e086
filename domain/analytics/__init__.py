"""Analysis of time series: reading files, cleaning, statistics, forecasting. Pure; needs numpy only.

Modules that import numpy are loaded in the workers of the analysis pool, never in web processes. `options`,
`reordering` and `daily_series` do not import it.
"""

# Part of the cache key of answers. Increase it whenever a figure changes.
VERSION = "2"
