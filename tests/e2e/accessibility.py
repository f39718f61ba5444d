"""Whom does a screen shut out? axe-core in the page, as the browser has drawn it."""

from playwright.sync_api import Page

from infra.local.web import WEB

_AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
_RUN = """Promise.allSettled(document.getAnimations().map(({finished}) => finished))
  .then(() => axe.run(document, {resultTypes: ["violations"]}))
  .then(({violations}) => violations
  .filter(({impact}) => impact === "serious" || impact === "critical")
  .map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 160)).join(" | ")}`))"""


def barriers(page: Page) -> list[str]:
    """What axe calls serious or critical, each with the elements concerned, once nothing moves any more.

    A page that asks for motion may have spinners that never end: use one with `reduced_motion`.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE.read_text())
    return list(page.evaluate(_RUN))
