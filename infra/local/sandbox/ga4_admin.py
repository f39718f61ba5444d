"""Which Analytics accounts and properties can somebody see? The Admin API's accountSummaries, v1beta."""

import base64
import itertools
from typing import Any

from infra.local.sandbox import discovery
from infra.local.sandbox.exchange import Answer, Asked, Refused, told
from infra.local.sandbox.google_calls import bad_request, caller
from infra.local.sandbox.world import World

_DEFAULT, _MOST = 50, 200


def account_summaries(world: World, asked: Asked) -> Answer:
    discovery.check_parameters(asked, "analyticsadmin.v1beta", "accountSummaries.list")
    account, _ = caller(world, asked, ("analytics.readonly", "analytics.edit"))
    groups = itertools.groupby(account.properties, key=lambda each: (each.account_id, each.account_name))
    summaries: list[dict[str, Any]] = [
        {
            "name": f"accountSummaries/{id_}",
            "account": f"accounts/{id_}",
            "displayName": name,
            "propertySummaries": [
                {
                    "property": f"properties/{each.id}",
                    "displayName": each.name,
                    "propertyType": "PROPERTY_TYPE_ORDINARY",
                    "parent": f"accounts/{id_}",
                    "canEdit": False,
                }
                for each in found
            ],
        }
        for (id_, name), found in groups
    ]
    size, start = min(int(asked.first("pageSize") or 0) or _DEFAULT, _MOST), page_start(asked.first("pageToken"))
    page, rest = summaries[start : start + size], summaries[start + size :]
    answer: dict[str, Any] = {"accountSummaries": page} if page else {}
    return told({**answer, **({"nextPageToken": page_token(start + size)} if rest else {})})


def page_token(start: int) -> str:
    return base64.urlsafe_b64encode(f"from {start}".encode()).decode()


def page_start(token: str) -> int:
    if not token:
        return 0
    try:
        return int(base64.urlsafe_b64decode(token).decode().removeprefix("from "))
    except ValueError:
        raise Refused(bad_request("Invalid page token.")) from None
