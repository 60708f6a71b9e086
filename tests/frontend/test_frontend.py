"""The front end's pages as such: what the server sends, and what all of them promise."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
import requests
from devices import BUILD, Open
from playwright.sync_api import expect

from support.app import LONG, ROOT
from support.people import Person, Shop

FIRST_LOAD_BYTES, PAGE_BYTES = 115_000, 25_000
# Whether each label of the bottom bar is whole and inside its target, which is inside the bar.
LABELS = """bar => [...bar.querySelectorAll(".place")].map(place => {
    const label = place.querySelector("span");
    const [inner, target, outer] = [label, place, bar].map(element => element.getBoundingClientRect());
    const within = (box, around) => ["left", "top"].every(side => box[side] >= around[side] - 0.5)
        && ["right", "bottom"].every(side => box[side] <= around[side] + 0.5);
    const cut = label.scrollWidth > label.clientWidth || label.scrollHeight > label.clientHeight;
    const whole = !cut && within(inner, target) && within(target, outer);
    return {text: label.textContent, whole, width: target.width, height: target.height};
})"""


def test_the_first_load_is_small(shop: Shop, sari: Person, open_as: Open) -> None:
    sari.offers("Kopi")
    page = open_as(None, "/")
    expect(page.get_by_role("listitem").filter(has_text="Kopi")).to_be_visible()
    loaded = page.evaluate("() => performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)")
    sizes: dict[str, int] = {}
    for path in ["/", *sorted({path for path in loaded if path.startswith("/assets/")})]:
        answer = requests.get(shop.url + path, headers={"Accept-Encoding": "gzip"}, stream=True, timeout=30)
        sizes[path] = len(answer.raw.read(decode_content=False))
    assert len(sizes) >= 3
    assert sum(sizes.values()) <= FIRST_LOAD_BYTES, sizes


def test_a_class_belongs_to_one_stylesheet() -> None:
    """The styles of a page stay when another page is opened."""
    owners: dict[str, set[str]] = {}
    for path in (ROOT / "frontend" / "src").rglob("*.css"):
        for selectors in re.findall(r"([^{}]+)\{[^{}]*\}", re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"))):
            outside = re.sub(r"\([^()]*\)", "", selectors)
            for name in re.findall(r"(?:^|,)\s*\.([\w-]+)\s*(?=,|$)", outside):
                owners.setdefault(name, set()).add(path.name)
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}


def test_every_other_page_is_small(shop: Shop) -> None:
    """A page loads its own file and those that it imports; what the first load has brought already is there."""
    manifest = manifest_of_build()
    first = chunks(manifest, "index.html")
    pages = {page for name in first for page in manifest[name].get("dynamicImports", ())}
    sizes = {page: size(manifest, chunks(manifest, page) - first) for page in pages}
    assert len(sizes) > 30
    assert max(sizes.values()) <= PAGE_BYTES, sorted(sizes.items(), key=lambda item: -item[1])[:3]


def test_the_counter_of_the_till_is_small_and_the_rest_is_kept() -> None:
    """Until its counter is painted, the till loads what the service worker keeps, but not all of it."""
    manifest = manifest_of_build()
    first = chunks(manifest, "index.html")
    counter = chunks(manifest, "src/till/till.tsx") | chunks(manifest, "src/till/counter/counter.tsx")
    assert size(manifest, counter - first) <= PAGE_BYTES, sorted(counter - first)
    kept = (BUILD / "service-worker.js").read_text(encoding="utf-8")
    parts = [name for name in manifest if name.startswith("src/till/")]
    missing = {file for name in parts for file in files(manifest, chunks(manifest, name)) if file not in kept}
    assert (len(parts) > 10, missing) == (True, set())


def manifest_of_build() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((BUILD / ".vite" / "manifest.json").read_text(encoding="utf-8"))
    return found


def chunks(manifest: dict[str, Any], name: str) -> set[str]:
    """Return the names of a chunk and of all that it imports at once."""
    found: set[str] = set()
    left = [name]
    while left:
        if (name := left.pop()) not in found:
            found.add(name)
            left += manifest[name].get("imports", ())
    return found


def files(manifest: dict[str, Any], names: set[str]) -> set[str]:
    return {file for name in names for file in [manifest[name]["file"], *manifest[name].get("css", ())]}


def size(manifest: dict[str, Any], names: set[str]) -> int:
    """Return the bytes of the chunks on the wire."""
    paths = [BUILD / file for file in files(manifest, names)]
    compressed = [Path(f"{path}.gz") for path in paths]
    return sum((gz if gz.exists() else path).stat().st_size for path, gz in zip(paths, compressed, strict=True))


def test_a_file_of_the_build_never_changes_and_is_compressed_already(shop: Shop) -> None:
    name = max((BUILD / "assets").glob("*.js"), key=lambda path: path.stat().st_size).name
    answer = requests.get(f"{shop.url}/assets/{name}", headers={"Accept-Encoding": "gzip"}, stream=True, timeout=30)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    body = answer.raw.read(decode_content=False)
    assert body == (BUILD / "assets" / f"{name}.gz").read_bytes()
    assert gzip.decompress(body) == (BUILD / "assets" / name).read_bytes()
    plain = requests.get(f"{shop.url}/assets/{name}", headers={"Accept-Encoding": "identity"}, timeout=30)
    assert plain.content == gzip.decompress(body)
    assert requests.get(f"{shop.url}/assets/none.js", timeout=30).status_code == 404
    assert requests.get(f"{shop.url}/assets/..%2Findex.html", timeout=30).status_code == 404


def test_a_link_to_a_product_has_a_preview(shop: Shop, sari: Person) -> None:
    product = sari.post("/api/products", {"name": 'Kopi "Gayo" <1 kg>', "price": 85_000, "stock": 3}).json()
    answer = requests.get(f"{shop.url}/product/{product['id']}", timeout=30)
    assert answer.status_code == 200
    assert '<meta property="og:title" content="Kopi &#34;Gayo&#34; &lt;1 kg&gt;">' in answer.text
    assert '<meta property="product:price:amount" content="85000">' in answer.text
    assert requests.get(f"{shop.url}/product/999999", timeout=30).status_code == 404


@pytest.mark.parametrize("locale", ["id-ID", "en-US"] if LONG else ["id-ID"])
def test_the_labels_of_the_bottom_bar_are_never_cut(shop: Shop, open_as: Open, locale: str) -> None:
    people = [None, *(shop.person(f"with_{role}", role) for role in ("buyer", "seller", "developer", "admin"))]
    for person in people:
        page = open_as(person, locale=locale, width=320)
        bar = page.locator(".bottom-bar")
        expect(bar.locator(".place")).to_have_count(5 if person else 4)
        for width in (320, 360, 390):
            page.set_viewport_size({"width": width, "height": 844})
            labels = bar.evaluate(LABELS)
            assert [label for label in labels if not label["whole"]] == [], width
            assert all(label["width"] >= 44 <= label["height"] for label in labels)


def test_a_wrong_address_is_a_page_and_a_404(shop: Shop, open_as: Open) -> None:
    page = open_as(None, "/nothing/here")
    expect(page.get_by_text("Halaman ini tidak ada")).to_be_visible()
    answer = requests.get(f"{shop.url}/nothing/here", headers={"Accept": "text/html"}, timeout=30)
    assert answer.status_code == 404
    assert (
        requests.get(f"{shop.url}/api/nothing", headers={"Accept": "text/html"}, timeout=30).json()["code"]
        == "not_found"
    )
