"""Values far from what their neighbours say: flagged, drawn in for the models, and never hidden."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.calendars import Frequency
from analytics.series import Series


def clean(series: Sequence[Series], frequency: Frequency) -> None:
    """Fills `quality.outliers` and `fit` of each series, all of one frequency."""
