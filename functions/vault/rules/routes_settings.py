"""Under which rules does a user back up? The routes of the settings."""

from functions.shared.access import Caller
from functions.shared.problems import Code, Problem
from functions.shared.revisions import IfMatch
from functions.shared.signature import Reply, Routes
from functions.vault.rules import views_settings
from functions.vault.rules.ports_rules import SavedRules
from functions.vault.rules.rulebook import StaleError
from functions.vault.rules.schemas_settings import PutSettings, Settings
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("GET", "/vault/settings")
def settings(caller: Caller, vault: Vault) -> Reply[Settings]:
    return _reply(vault.rulebook.read(caller.user_id))


@routes.endpoint("PUT", "/vault/settings")
def put_settings(body: PutSettings, if_match: IfMatch, caller: Caller, vault: Vault) -> Reply[Settings]:
    try:
        saved = vault.rulebook.save(caller.user_id, views_settings.rules(body), if_match.allows, vault.now)
    except StaleError as stale:
        present = views_settings.settings(stale.current).model_dump(mode="json")
        raise Problem(Code.PRECONDITION_FAILED, members={"settings": present}) from None
    vault.reminding.plan(caller.user_id, vault.now)
    return _reply(saved)


def _reply(saved: SavedRules) -> Reply[Settings]:
    return Reply(views_settings.settings(saved), rev=saved.rev)
