"""How is a keyword searched for, day by day? Collects Google Trends for the cache; nobody waits for it.

The table of contents of the service: it has a schedule and no routes.
"""

from typing import Any

from chalice.app import Chalice, Rate

from functions.shared.logs import logger
from functions.trends import wiring

app = Chalice(app_name="trends")


@app.schedule(Rate(1, unit=Rate.HOURS), name="collect")
def collect(_event: Any) -> dict[str, int]:
    told = wiring.wire().run()
    logger.info("trends collected", extra=told)
    return told
