"""What is in a user's vault, and how does it get there? Uploads, nodes, quota. The table of contents of the service."""

from typing import Any

from chalice.app import Rate, SQSEvent

from functions.shared.access import Caller
from functions.shared.http import Service
from functions.vault import triggers, upkeep, views, wiring
from functions.vault.archives import archive_jobs, routes_archives
from functions.vault.feed import routes_feed
from functions.vault.notes import routes_notes
from functions.vault.pictures import picture_triggers, routes_albums, routes_pictures
from functions.vault.reminders import routes_push
from functions.vault.rules import routes_settings
from functions.vault.schemas import (
    CompleteResults,
    CompleteUploads,
    InitResults,
    InitUploads,
    Summary,
)
from functions.vault.sharing import routes_media_kit, routes_shares
from functions.vault.tree import routes_nodes, routes_trash
from functions.vault.uploads import routes_uploads
from functions.vault.versions import routes_versions
from functions.vault.wiring import Vault

app = Service("vault", wiring.wire)
app.include(routes_versions.routes, routes_notes.routes)
app.include(routes_uploads.routes, routes_nodes.routes, routes_feed.routes, routes_trash.routes, routes_settings.routes)
app.include(routes_shares.routes, routes_archives.routes, routes_push.routes)
app.include(routes_pictures.routes, routes_albums.routes, routes_media_kit.routes)


@app.endpoint("POST", "/vault/uploads")
def announce(body: InitUploads, caller: Caller, vault: Vault) -> InitResults:
    outcomes = vault.announcing.announce(caller.user_id, views.wishes(body), vault.now)
    return views.init_results(outcomes, vault)


@app.endpoint("POST", "/vault/uploads/complete", max_body=routes_uploads.PARTS_BODY)
def complete(body: CompleteUploads, caller: Caller, vault: Vault) -> CompleteResults:
    upload_ids = [item.upload_id for item in body.items]
    results = vault.finaliser.finalise(caller.user_id, dict.fromkeys(upload_ids), vault.now, claims=views.claims(body))
    return views.complete_results(upload_ids, results)


@app.endpoint("GET", "/vault/summary")
def summary(caller: Caller, vault: Vault) -> Summary:
    return views.summary(vault.library.head(caller.user_id))


@app.on_sqs_message(queue="stored", batch_size=10, name="stored")
def stored(event: SQSEvent) -> dict[str, Any]:
    return triggers.stored(event, wiring.wire())


@app.on_sqs_message(queue="archives", batch_size=1, name="pack")
def pack(event: SQSEvent) -> dict[str, Any]:
    return archive_jobs.pack(event, wiring.wire())


@app.on_sqs_message(queue="erasure", batch_size=1, name="erase")
def erase(event: SQSEvent) -> dict[str, Any]:
    return triggers.erase(event, wiring.wire())


@app.on_sqs_message(queue="pictured", batch_size=10, name="pictured")
def pictured(event: SQSEvent) -> dict[str, Any]:
    return picture_triggers.pictured(event, wiring.wire())


@app.schedule(Rate(15, unit=Rate.MINUTES), name="reconcile")
def reconcile(_event: Any) -> dict[str, int]:
    return upkeep.in_turn(wiring.wire(), triggers.reconcile, upkeep.sweep, upkeep.raise_floors, picture_triggers.chase)


@app.schedule(Rate(5, unit=Rate.MINUTES), name="remind")
def remind(_event: Any) -> dict[str, int]:
    return upkeep.remind(wiring.wire())


@app.schedule(Rate(1, unit=Rate.HOURS), name="purge")
def purge(_event: Any) -> dict[str, int]:
    return upkeep.in_turn(wiring.wire(), archive_jobs.expire, upkeep.purge, upkeep.thin, upkeep.clear)
