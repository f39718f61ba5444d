"""How does a developer bend the sandbox while it runs? A few addresses under /__sandbox.

GET, POST, DELETE /__sandbox/faults   {"operation", "fault", "account"?, "times"?, "seconds"?}
GET, DELETE /__sandbox/calls          GET /__sandbox/accounts, /__sandbox/quotas
GET, POST /__sandbox/clock            {"offset": seconds ahead of the real time}
POST /__sandbox/kill                  {"provider", "account", "error"?}: its consent ends
POST /__sandbox/push                  a browser subscribes; its PushSubscription
POST /__sandbox/push/messages         {"endpoint"}: what it has received, opened
POST /__sandbox/push/end              {"endpoint"}: it has unsubscribed; whoever sends is told 410
"""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from infra.local.sandbox.accounts import Account
from infra.local.sandbox.exchange import Answer, Asked, told
from infra.local.sandbox.faults import UnknownFaultError
from infra.local.sandbox.operations import NAMES
from infra.local.sandbox.world import World

HOST = "__sandbox"
_LATEST = 200


def answer(world: World, asked: Asked) -> Answer:
    """`asked.host` is HOST."""
    found = _ROUTES.get((asked.method, asked.path))
    if found is None:
        return told({"error": "not found", "there is": sorted(" ".join(route) for route in _ROUTES)}, 404)
    try:
        body = json.loads(asked.body or b"{}")
        return told(found(world, {"base": asked.base, **body}))
    except UnknownFaultError as error:
        return told({"error": str(error)}, 422)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return told({"error": f"{type(error).__name__}: {error}"}, 422)


def _faults(world: World, _: Any) -> Any:
    return {"items": world.faults.listed()}


def _add_fault(world: World, body: Any) -> Any:
    operation = str(body["operation"])
    if operation not in NAMES and not operation.endswith("*"):
        raise UnknownFaultError(f"no operation {operation!r}; there are {', '.join(sorted(NAMES))}")
    account, times = body.get("account"), body.get("times")
    if account is not None and account not in world.accounts:
        raise UnknownFaultError(f"no account {account!r}")
    world.faults.add(operation, str(body["fault"]), account, times, seconds=float(body.get("seconds", 2.0)))
    return _faults(world, None)


def _clear_faults(world: World, _: Any) -> Any:
    world.faults.clear()
    return _faults(world, None)


def _calls(world: World, _: Any) -> Any:
    return {"counts": dict(world.counts), "items": [asdict(each) for each in list(world.calls)[-_LATEST:]]}


def _forget_calls(world: World, _: Any) -> Any:
    world.counts.clear()
    world.calls.clear()
    return _calls(world, None)


def _accounts(world: World, _: Any) -> Any:
    return {"items": [_described(each) for each in world.accounts.values()]}


def _described(account: Account) -> dict[str, Any]:
    size: dict[str, Any] = {"properties": [each.id for each in account.properties[:10]]} if account.properties else {}
    if account.channel:
        size |= {"channel": account.channel.id, "subscribers": account.channel.subscribers}
    if account.profile:
        size |= {"user_id": account.profile.user_id, "app_id": account.profile.app_id}
        size |= {"followers": account.profile.followers}
    return {"login": account.login, "service": account.service, "name": account.name, "about": account.special, **size}


def _quotas(world: World, _: Any) -> Any:
    return {"used": world.quotas.snapshot(), "limits": asdict(world.quotas.limits)}


def _clock(world: World, _: Any) -> Any:
    return {"offset": world.offset, "now": world.now()}


def _set_clock(world: World, body: Any) -> Any:
    world.offset = float(body["offset"])
    return _clock(world, None)


def _kill(world: World, body: Any) -> Any:
    world.kill(str(body["provider"]), str(body["account"]), str(body.get("error", "revoked")))
    return {}


def _subscribe(world: World, body: Any) -> Any:
    return world.push.subscribe(str(body["base"]))


def _messages(world: World, body: Any) -> Any:
    return {"items": world.push.device(str(body["endpoint"])).messages}


def _end(world: World, body: Any) -> Any:
    world.push.device(str(body["endpoint"])).gone = True
    return {}


_ROUTES: dict[tuple[str, str], Callable[[World, Any], Any]] = {
    ("GET", "/faults"): _faults,
    ("POST", "/faults"): _add_fault,
    ("DELETE", "/faults"): _clear_faults,
    ("GET", "/calls"): _calls,
    ("DELETE", "/calls"): _forget_calls,
    ("GET", "/accounts"): _accounts,
    ("GET", "/quotas"): _quotas,
    ("GET", "/clock"): _clock,
    ("POST", "/clock"): _set_clock,
    ("POST", "/kill"): _kill,
    ("POST", "/push"): _subscribe,
    ("POST", "/push/messages"): _messages,
    ("POST", "/push/end"): _end,
}
