"""How often one may call: limits by key, by person and by address, over a window that moves with each call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def checks_secret(view: View) -> View:
    """Calls of this route count by their address, too, because it tells whether a secret is right."""
    view.checks_secret = True  # type: ignore[attr-defined]
    return view
