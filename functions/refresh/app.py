"""How do audiences stay fresh? Two schedules and a queue; no HTTP. The table of contents of the service."""

from typing import Any

from chalice.app import Chalice, Rate, SQSEvent

from functions.refresh import triggers, wiring

app = Chalice(app_name="refresh")


@app.schedule(Rate(15, unit=Rate.MINUTES), name="plan")
def plan(_event: Any) -> dict[str, Any]:
    return triggers.plan(wiring.wire_plan())


@app.on_sqs_message(queue="refresh", batch_size=5, name="pull")
def pull(event: SQSEvent) -> dict[str, Any]:
    from functions.refresh import pull_wiring  # noqa: PLC0415 - Google's libraries, 0.5 s, for this handler only

    return triggers.pull(event.to_dict(), pull_wiring.wire())


@app.schedule(Rate(1, unit=Rate.DAYS), name="retain")
def retain(_event: Any) -> dict[str, Any]:
    return triggers.retain(wiring.wire_retaining())
