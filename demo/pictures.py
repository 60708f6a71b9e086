"""Drawn images of the demo shop's products: small, and free of rights.

Pure: a text file of shapes and Pillow. Equal products yield equal images.
"""

import colorsys
import io
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from demo import Product

WIDTH, HEIGHT = 480, 360
# Supersampling factor, because Pillow draws edges without antialiasing.
FINER = 3
TINTS = 3
GOLDEN = 0.618
COLOURS = {
    "k": "#2b3138", "d": "#59636e", "g": "#98a3ae", "e": "#dde2e8", "w": "#ffffff", "x": "#c9e6f4", "s": "#fbeecf",
    "o": "#94653f", "y": "#f4c03f", "m": "#dd5347", "n": "#45a566", "b": "#3c7acb",
}  # fmt: skip

# Tints by lightness and saturation: strong, medium, background, disc, shadow.
STRENGTHS = {"t": (0.46, 0.62), "u": (0.66, 0.55), "z": (0.95, 0.55), "v": (0.87, 0.55), "f": (0.78, 0.35)}

Shape = tuple[str, tuple[float, ...], str]


class Drawing(NamedTuple):
    """An image: the number of its kind in drawings.txt, and its tint."""

    kind: int
    tint: int


def plan(products: Sequence[Product]) -> dict[Drawing, list[str]]:
    """Return the drawings for these products with the SKUs of each, starting with the last products."""
    shown: dict[Drawing, list[str]] = {}
    drawn: Counter[int] = Counter()
    for product in reversed(products):
        kind = _kind_of(product.name)
        shown.setdefault(Drawing(kind, drawn[kind] % TINTS), []).append(product.sku)
        drawn[kind] += 1
    return shown


def _kind_of(name: str) -> int:
    for number, (beginnings, _) in enumerate(kinds()):
        if name.startswith(beginnings):
            return number
    raise ValueError(f"no drawing shows {name}")


@cache
def kinds() -> list[tuple[tuple[str, ...], list[Shape]]]:
    """Return the lines of drawings.txt: the prefixes of product names, and the shapes in drawing order."""
    text = Path(__file__).with_name("drawings.txt").read_text(encoding="utf-8")
    lines = [line.split(" | ") for line in text.splitlines() if not line.startswith("#")]
    return [(tuple(names.split("/")), [_shape(shape) for shape in shapes.split(", ")]) for names, shapes in lines]


def _shape(text: str) -> Shape:
    kind, *places, colour = text.split()
    return kind, tuple(map(float, places)), colour


def draw(drawing: Drawing) -> bytes:
    """Return the drawing as a PNG."""
    hue = (drawing.kind * GOLDEN + drawing.tint / TINTS) % 1
    tints = {letter: _tint(hue, *strength) for letter, strength in STRENGTHS.items()}
    colours = COLOURS | tints
    scale = HEIGHT * FINER / 100
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), colours["z"])
    canvas = ImageDraw.Draw(image)
    for shape in [("o", (50, 50, 45, 45), "v"), ("o", (50, 88, 30, 3), "f"), *kinds()[drawing.kind][1]]:
        _put(canvas, shape, colours, scale, (WIDTH - HEIGHT) * FINER / 2)
    with io.BytesIO() as file:
        image.reduce(FINER).save(file, "PNG", compress_level=1)
        return file.getvalue()


def _put(canvas: ImageDraw.ImageDraw, shape: Shape, colours: dict[str, str], scale: float, left: float) -> None:
    kind, places, colour = shape
    fill = colours[colour]

    def at(x: float, y: float) -> tuple[float, float]:
        return x * scale + left, y * scale

    def disc(x: float, y: float, rx: float, ry: float) -> None:
        canvas.ellipse([*at(x - rx, y - ry), *at(x + rx, y + ry)], fill)

    if kind == "r":
        x, y, width, height, radius = places
        canvas.rounded_rectangle([*at(x, y), *at(x + width, y + height)], radius * scale, fill)
    elif kind == "o":
        disc(*places)
    elif kind == "c":
        x, y, radius, thickness = places
        box = [*at(x - radius, y - radius), *at(x + radius, y + radius)]
        canvas.ellipse(box, outline=fill, width=round(thickness * scale))
    elif kind == "p":
        canvas.polygon([at(x, y) for x, y in zip(places[::2], places[1::2], strict=True)], fill)
    elif kind == "l":
        thickness, *rest = places
        points = list(zip(rest[::2], rest[1::2], strict=True))
        canvas.line([at(x, y) for x, y in points], fill, round(thickness * scale))
        for x, y in points:
            disc(x, y, thickness / 2, thickness / 2)
    else:
        raise ValueError(f"no shape is called {kind}")


def _tint(hue: float, lightness: float, saturation: float) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
