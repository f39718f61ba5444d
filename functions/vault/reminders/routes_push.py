"""Which browsers are reminded? The routes of push subscriptions."""

from functions.shared.access import Caller
from functions.shared.problems import Code, Problem
from functions.shared.signature import Routes
from functions.vault.reminders.schemas_push import NewPushSubscription, PushKey, PushSubscription
from functions.vault.wiring import Vault

routes = Routes()


@routes.endpoint("GET", "/vault/push-key")
def push_key(caller: Caller, vault: Vault) -> PushKey:  # noqa: ARG001 - signed-in users only
    key = vault.secrets.read(vault.push_key_secret).get("public")
    if not key:
        raise Problem(Code.UNAVAILABLE, private="no push key: infra/push_key.py makes it at deployment")
    return PushKey(key=key)


@routes.endpoint("POST", "/vault/push-subscriptions", status=201)
def subscribe(body: NewPushSubscription, caller: Caller, vault: Vault) -> PushSubscription:
    keys = body.keys
    made = vault.reminding.subscribe(caller.user_id, body.endpoint, keys.p256dh, keys.auth, body.device_name, vault.now)
    return PushSubscription(id=made.id)


@routes.endpoint("DELETE", "/vault/push-subscriptions/{subscription_id}", status=204)
def unsubscribe(subscription_id: str, caller: Caller, vault: Vault) -> None:
    vault.reminding.unsubscribe(caller.user_id, subscription_id)
