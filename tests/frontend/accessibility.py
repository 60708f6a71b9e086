"""Checks of a page as a whole: axe, and no sideways scroll."""

from __future__ import annotations

from playwright.sync_api import Page

from support.app import ROOT

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# Colours in transition are neither those of before nor those of after.
RUN = """async () => {
    const transitions = document.getAnimations().filter(each => each instanceof CSSTransition);
    await Promise.allSettled(transitions.map(each => each.finished));
    const found = await axe.run(document, {resultTypes: ["violations"]});
    return found.violations.map(
        rule => `${rule.id}: ${rule.nodes.slice(0, 3).map(node => node.target.join(" ")).join(", ")}`);
}"""
TARGETS = "button, a[href], input, select, [role=menuitem]"
SMALL_TARGETS = """targets => [...document.querySelectorAll(targets)].filter(element => {
    const {width, height} = element.getBoundingClientRect();
    const inText = getComputedStyle(element).display === "inline";
    const box = element.closest("label")?.getBoundingClientRect();
    const size = Math.max(height, box?.height ?? 0);
    const hidden = element.closest(".visually-hidden, .skip") || !element.checkVisibility({opacityProperty: true});
    return width && !inText && !hidden && size < 44;
}).map(element => element.outerHTML.slice(0, 120))"""


def check(page: Page, *, width: int, theme: str) -> list[str]:
    """Return what is wrong with the page at this width and in this theme: axe, sideways scroll, small targets."""
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(RUN)
    overflow = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if overflow > 0:
        found.append(f"scrolls sideways by {overflow} px")
    found += [f"small target: {element}" for element in page.evaluate(SMALL_TARGETS, TARGETS)]
    return [f"{page.url} at {width} px, {theme}: {fault}" for fault in found]
