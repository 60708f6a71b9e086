"""Receipts: their numbers, and their contents, laid out once and written as HTML, PDF and ESC/POS. Pure."""

from __future__ import annotations

from typing import Literal

Format = Literal["html", "pdf", "escpos"]
# The paper: rolls of 58 and 80 mm, and A4.
Width = Literal["58", "80", "a4"]
Language = Literal["id", "en"]
