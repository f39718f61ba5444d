"""What does a picture look like when it is small, and when was it taken? Reads originals, makes thumbnails.

The table of contents of the service: it has a queue and no routes, and reaches no table.
"""

from typing import Any

from chalice.app import Chalice, SQSEvent

from functions.photos import triggers, wiring

app = Chalice(app_name="photos")


@app.on_sqs_message(queue="pictures", batch_size=1, name="develop")
def develop(event: SQSEvent) -> dict[str, Any]:
    return triggers.develop(event.to_dict(), wiring.wire())
