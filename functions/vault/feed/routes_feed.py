"""What has changed? The routes of the feed."""

from functions.shared.access import Caller
from functions.shared.signature import Routes
from functions.vault.feed import views_feed
from functions.vault.feed.schemas_feed import Changes, LatestChange, ReadChanges
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("GET", "/vault/changes")
def changes(query: ReadChanges, caller: Caller, vault: Vault) -> Changes:
    return views_feed.changes(vault.feed.read(caller.user_id, query.cursor, query.limit))


@routes.endpoint("GET", "/vault/changes/latest")
def latest_change(caller: Caller, vault: Vault) -> LatestChange:
    return LatestChange(cursor=vault.feed.latest(caller.user_id))
