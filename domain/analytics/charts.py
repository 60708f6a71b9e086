"""SVG chart of one series: history, outliers, forecast and intervals, with a description in words.

The colours are those of Okabe and Ito (2008), which colour-blind people can tell apart, at a lightness that works on
white and black; a page may override them by CSS variables. Shapes and dashes repeat what the colours say. Lines use
relative coordinates, one period and a tenth of a pixel as units, to keep the SVG short.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise
from math import ceil, floor, log10
from typing import Literal, NamedTuple

import numpy as np

from domain.analytics.series.shapes import Floats

Language = Literal["en", "id"]

# Number of periods drawn: at least FEWEST, at most MOST, and TIMES as many as the forecast has.
MIN_PERIODS, MAX_PERIODS, FORECAST_RATIO = 120, 365, 6
WIDTH, HEIGHT = 720, 280
RIGHT, TOP, BOTTOM = 34, 64, 28
CHART_HEIGHT = HEIGHT - TOP - BOTTOM
# Vertical units per pixel.
SUBPIXELS = 10
MAX_NAME_LENGTH = 64
MAX_DATE_LABELS = 7
# Smaller differences count as zero; a quotient by them might not be finite.
SMALLEST = 1e-290
# Candidates for date labels, from fine to coarse: the characters of the date that name a day, month or year, and the
# step between labels.
LABEL_STEPS = ((10, 1), (7, 1), (7, 3), (7, 6), *((4, each) for each in (1, 2, 5, 10, 20, 50, 100, 500, 1000, 2000)))
LEVELS = {10: "day", 7: "month", 4: "year"}
FINEST = {"year": 4, "semester": 7, "quarter": 7, "month": 7, "week": 7}
BEGINNING = "yyyy-01-01T00:00:00"

FORECAST = "var(--chart-forecast,#2b8cc9)"
OUTLIER = "var(--chart-outlier,#d55e00)"

# Characters that XML 1.0 does not allow.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
INDONESIAN = str.maketrans(",.", ".,")
MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
}  # fmt: skip
# Both languages abbreviate months to three letters.
SHORT = {language: tuple(month[:3] for month in months) for language, months in MONTHS.items()}
SUFFIXES = {
    "en": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")),
    "id": ((1e12, " T"), (1e9, " M"), (1e6, " jt"), (1e3, " rb")),
}
# Smaller numbers get no suffix; it would not shorten them.
SHORTENED = 1e4
TOTAL = {"en": "All series together", "id": "Semua seri digabung"}


class Words(NamedTuple):
    """Texts of the chart in one language."""

    each: dict[str, str]
    other: str
    history: str
    directions: dict[str, str]
    outliers: tuple[str, str]
    forecast: str
    interval: str
    legend: tuple[str, str, str]


WORDS = {
    "en": Words(
        {
            "hour": "Hourly values",
            "day": "Daily values",
            "business_day": "Values of business days",
            "week": "Weekly values",
            "month": "Monthly values",
            "quarter": "Quarterly values",
            "semester": "Half-yearly values",
            "year": "Yearly values",
        },
        "Values",
        "{each} from {first} to {last}, between {low} and {high}{direction}{outliers}.",
        {"rising": ", with a rising trend", "falling": ", with a falling trend"},
        ("; 1 outlier is marked", "; {count} outliers are marked"),
        " The forecast goes up to {last} and ends at {mean}",
        ", in 95 of 100 cases between {low} and {high}",
        ("forecast", "80 % and 95 % intervals", "outlier"),
    ),
    "id": Words(
        {
            "hour": "Nilai per jam",
            "day": "Nilai harian",
            "business_day": "Nilai hari kerja",
            "week": "Nilai mingguan",
            "month": "Nilai bulanan",
            "quarter": "Nilai per triwulan",
            "semester": "Nilai per semester",
            "year": "Nilai tahunan",
        },
        "Nilai",
        "{each} dari {first} sampai {last}, antara {low} dan {high}{direction}{outliers}.",
        {"rising": ", dengan tren naik", "falling": ", dengan tren turun"},
        ("; 1 pencilan ditandai", "; {count} pencilan ditandai"),
        " Perkiraan sampai {last} berakhir di {mean}",
        ", dalam 95 dari 100 kejadian antara {low} dan {high}",
        ("perkiraan", "selang 80 % dan 95 %", "pencilan"),
    ),
}


def svg(
    place: int,
    name: str,
    unit: str,
    dates: Sequence[str],
    values: Floats,
    outliers: Sequence[int],
    outlook: Floats | None,
    direction: str,
    language: Language,
) -> str:
    """Draw `values` (oldest first) and `outlook` (rows mean, lo80, hi80, lo95, hi95) over the periods `dates`.

    `outliers` are indexes into `values`. `place` makes the element ids unique on a page; it is negative for the total.
    """
    name = " ".join(UNWRITABLE.sub("", name).split())
    title = name if len(name) <= MAX_NAME_LENGTH else name[: MAX_NAME_LENGTH - 1] + "…"
    key = "chart-total" if place < 0 else f"chart-{place}"
    scale = Scale.of(values, outlook)
    labels = scale.labels(language)
    left = 18 + 7 * max(map(len, labels))
    across = WIDTH - left - RIGHT
    step = across / max(1, len(dates) - 1)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-labelledby="{key}-title {key}-desc" font-family="system-ui,sans-serif" font-size="12" '
            f'fill="currentColor"><title id="{key}-title">{escape(name)}</title><desc id="{key}-desc">',
            describe(unit, dates, values, len(outliers), outlook, direction, language),
            f'</desc><text x="{left}" y="22" font-size="15" font-weight="600">{escape(title)}</text>',
            f'<g transform="translate({left} {TOP})">',
            legend(bool(outliers), outlook, language),
            grid(scale, labels, across),
            date_labels(tuple(dates), unit, step, language),
            f'<g fill="none" stroke-linejoin="round" stroke-linecap="round" transform="scale({step:.6g} .1)">',
            *series_lines(scale, values, outliers, outlook),
            "</g></g></svg>",
        ]
    )


def drawn_periods(length: int, horizon: int) -> int:
    """Return how many of the last periods to draw."""
    return min(length, min(MAX_PERIODS, max(MIN_PERIODS, FORECAST_RATIO * horizon)) if horizon else MAX_PERIODS)


class Scale(NamedTuple):
    """Vertical scale: bottom and top of the chart, in steps between grid lines."""

    foot: int
    top: int
    step: float

    @classmethod
    def of(cls, values: Floats, outlook: Floats | None) -> Scale:
        """Return a scale that holds the history and the means, and the intervals as far as those stay readable."""
        known = values if outlook is None else np.concatenate([values, outlook[0][np.isfinite(outlook[0])]])
        low, high = float(known.min()), float(known.max())
        if outlook is not None:
            span = (high - low) or abs(high)
            low = max(float(np.fmin.reduce(outlook[3], initial=low)), low - span)
            high = min(float(np.fmax.reduce(outlook[4], initial=high)), high + span)
        if 0 < low < high / 2:
            low = 0.0
        if high / 5 - low / 5 <= SMALLEST:
            low, high = (low - abs(low), high + abs(high)) if SMALLEST < abs(high) < 1 / SMALLEST else (0.0, 1.0)
        least = high / 5 - low / 5
        power = 10.0 ** floor(log10(least))
        step = next(power * digit for digit in (1, 2, 5, 10, 20) if power * digit >= least)
        return cls(floor(low / step), ceil(high / step), step)

    def heights(self, values: Floats) -> list[int]:
        """Return the distances from the top in whole tenths of a pixel, clipped to the chart."""
        part = (self.top - values / self.step) / (self.top - self.foot)
        heights: list[int] = np.rint(np.clip(part, 0, 1) * (CHART_HEIGHT * SUBPIXELS)).astype(np.int64).tolist()
        return heights

    def labels(self, language: Language) -> list[str]:
        """Return the labels of the grid lines, from bottom to top."""
        values = [count * self.step for count in range(self.foot, self.top + 1)]
        largest = max(-values[0], values[-1])
        suffixes = SUFFIXES[language] if largest >= SHORTENED else ()
        divisor, suffix = next(((by, suffix) for by, suffix in suffixes if largest >= by), (1.0, ""))
        if self.step < max(SHORTENED / 10, divisor / 100):
            # Three decimals would look like thousands, and 16,600 is as short as 16.6K.
            divisor, suffix = 1.0, ""
        places = max(0, -floor(log10(self.step / divisor) + 1e-9))
        if largest / divisor >= 1e10 or places > 6:
            texts = [f"{value:.3g}" for value in values]
        else:
            texts = [f"{value / divisor:,.{places}f}{suffix}" if value else "0" for value in values]
        return [localize(text, language) for text in texts]


def series_lines(scale: Scale, values: Floats, outliers: Sequence[int], outlook: Floats | None) -> Iterable[str]:
    """Return the intervals, history, forecast and outliers as SVG."""
    heights = scale.heights(values)
    last, end = len(heights) - 1, heights[-1]
    crisp = 'vector-effect="non-scaling-stroke"'
    if outlook is not None:
        for low, high, opacity in ((outlook[3], outlook[4], ".18"), (outlook[1], outlook[2], ".24")):
            if np.isfinite(low).all() and np.isfinite(high).all():
                over, under = [end, *scale.heights(high)], [end, *scale.heights(low)]
                edge = f"M{last} {end}{path_steps(over)}V{under[-1]}{path_steps(under[::-1], -1)}z"
                yield f'<path d="{edge}" fill="{FORECAST}" fill-opacity="{opacity}"/>'
    width = 1.6 if last else 6
    yield f'<path d="M0 {heights[0]}{path_steps(heights)}" stroke="currentColor" stroke-width="{width}" {crisp}/>'
    if outlook is not None and np.isfinite(outlook[0]).all():
        ahead = f"M{last} {end}{path_steps([end, *scale.heights(outlook[0])])}"
        yield f'<path d="{ahead}" stroke="{FORECAST}" stroke-width="2.2" stroke-dasharray="6 4" {crisp}/>'
    if outliers:
        dots = "".join(f"M{place} {heights[place]}h0" for place in outliers)
        yield f'<path d="{dots}" stroke="{OUTLIER}" stroke-width="7" {crisp}/>'


def path_steps(heights: Sequence[int], stride: int = 1) -> str:
    """Return the path steps between heights that are `stride` periods apart; a dot for a single one."""
    if len(heights) == 1:
        return "h0"
    between = f" {stride} ".join([str(after - before) for before, after in pairwise(heights)])
    return f"l{stride} {between}".replace(" -", "-")


def grid(scale: Scale, labels: Sequence[str], across: int) -> str:
    """Return the horizontal grid lines with their labels; the zero line is strongest."""
    rows, texts = [], []
    for count, label in enumerate(labels):
        y = CHART_HEIGHT - CHART_HEIGHT * count / (len(labels) - 1)
        rows.append(f"M0 {y:.4g}h{across}")
        texts.append(f'<text x="-8" y="{y + 4:.4g}">{label}</text>')
    zero = (
        f'<path d="{rows[-scale.foot]}" stroke="currentColor" stroke-opacity=".4"/>'
        if scale.foot <= 0 <= scale.top
        else ""
    )
    return (
        f'<path d="{"".join(rows)}" stroke="currentColor" stroke-opacity=".15"/>{zero}'
        f'<g text-anchor="end" fill-opacity=".75">{"".join(texts)}</g>'
    )


def legend(outliers: bool, outlook: Floats | None, language: Language) -> str:
    """Return the legend of what the chart contains."""
    words, x, parts = WORDS[language].legend, 0, []
    if outlook is not None:
        parts.append(f'<path d="M0-18h22" stroke="{FORECAST}" stroke-width="2.2" stroke-dasharray="6 4"/>')
        parts.append(f'<text x="28" y="-14">{words[0]}</text>')
        x = 28 + 7 * len(words[0]) + 12
        if np.isfinite(outlook[1:]).all():
            parts.append(f'<path d="M{x}-18h22" stroke="{FORECAST}" stroke-width="12" stroke-opacity=".18"/>')
            parts.append(f'<path d="M{x}-18h22" stroke="{FORECAST}" stroke-width="6" stroke-opacity=".3"/>')
            parts.append(f'<text x="{x + 28}" y="-14">{words[1]}</text>')
            x += 28 + 7 * len(words[1]) + 12
    if outliers:
        parts.append(f'<circle cx="{x + 4}" cy="-18" r="3.5" fill="{OUTLIER}"/>')
        parts.append(f'<text x="{x + 14}" y="-14">{words[2]}</text>')
    return "".join(parts)


@lru_cache(maxsize=64)
def date_labels(dates: tuple[str, ...], unit: str, step: float, language: Language) -> str:
    """Return the date labels below the chart, `step` pixels apart."""
    texts = [
        f'<text x="{place * step:.4g}" y="{CHART_HEIGHT + 20}">{text}</text>'
        for place, text in label_positions(dates, unit, language)
    ]
    return f'<g text-anchor="middle" fill-opacity=".75">{"".join(texts)}</g>'


def label_positions(dates: Sequence[str], unit: str, language: Language) -> list[tuple[int, str]]:
    """Return the positions of date labels: the finest starts of days, months or years that are few enough."""
    for length, each in LABEL_STEPS:
        if length > FINEST.get(unit, 10):
            continue
        kept = []
        for place, (before, date) in enumerate(zip(("", *dates), dates, strict=False)):
            new = before[:length] != date[:length] if before else date[length:] == BEGINNING[length : len(date)]
            if new and (int(date[:4]) if length == 4 else int(date[5:7]) - 1 if length == 7 else 0) % each == 0:
                kept.append((place, date))
        if 3 <= len(kept) <= MAX_DATE_LABELS:
            return [
                (place, format_period(date[:10], LEVELS[length], SHORT[language], length < 10)) for place, date in kept
            ]
    each = ceil(len(dates) / (MAX_DATE_LABELS - 1))
    return [
        (place, format_period(dates[place], unit, SHORT[language], unit in FINEST and unit != "week"))
        for place in range(0, len(dates), each)
    ]


def format_period(date: str, unit: str, months: Sequence[str], year: bool = True) -> str:
    """Format a period: "2024", "Jan 2024", "31 Jan 2024", "31 Jan 2024 10:00"."""
    if unit == "year":
        return date[:4]
    parts = [months[int(date[5:7]) - 1], date[:4]] if year else [months[int(date[5:7]) - 1]]
    if unit not in ("month", "quarter", "semester"):
        parts.insert(0, str(int(date[8:10])))
    return " ".join([*parts, date[11:16]] if date[11:] else parts)


def describe(
    unit: str,
    dates: Sequence[str],
    values: Floats,
    outliers: int,
    outlook: Floats | None,
    direction: str,
    language: Language,
) -> str:
    """Describe the chart in one or two sentences."""
    words, months = WORDS[language], MONTHS[language]
    text = words.history.format(
        each=words.each.get(unit, words.other),
        first=format_period(dates[0], unit, months),
        last=format_period(dates[len(values) - 1], unit, months),
        low=format_number(values.min(), language),
        high=format_number(values.max(), language),
        direction=words.directions.get(direction, ""),
        outliers=words.outliers[outliers > 1].format(count=outliers) if outliers else "",
    )
    if outlook is not None and np.isfinite(outlook[0, -1]):
        mean, _, _, low, high = (format_number(value, language) for value in outlook[:, -1])
        text += words.forecast.format(last=format_period(dates[-1], unit, months), mean=mean)
        text += (words.interval.format(low=low, high=high) if np.isfinite(outlook[3:, -1]).all() else "") + "."
    return text


def format_number(value: float, language: Language) -> str:
    """Format a number with all its digits in the notation of the language."""
    return localize(f"{value + 0.0:,.15g}", language)


def localize(text: str, language: Language) -> str:
    """Replace English points and commas by those of the language."""
    return text.translate(INDONESIAN) if language == "id" else text
