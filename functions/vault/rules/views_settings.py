"""How do upload rules look from outside?"""

from functions.shared.clock import rfc3339
from functions.vault.rules.ports_rules import SavedRules
from functions.vault.rules.rules import Rules, Window
from functions.vault.rules.schemas_settings import Hours, PutSettings, Settings


def rules(body: PutSettings) -> Rules:
    return Rules(
        automatic=body.automatic,
        windows=tuple(Window(_minute(hours.start), _minute(hours.end)) for hours in body.windows),
        time_zone=body.time_zone,
        interval_minutes=body.interval_minutes,
        mobile_data=body.mobile_data,
        unknown_network=body.unknown_network,
        max_file_bytes=body.max_file_bytes,
        types=tuple(body.types),
    )


def settings(saved: SavedRules) -> Settings:
    value = saved.rules
    return Settings(
        rev=saved.rev,
        saved_at=rfc3339(saved.saved_at) if saved.saved_at is not None else None,
        automatic=value.automatic,
        windows=[Hours(start=_hour(window.start), end=_hour(window.end)) for window in value.windows],
        time_zone=value.time_zone,
        interval_minutes=value.interval_minutes,
        mobile_data=value.mobile_data,
        unknown_network=value.unknown_network,
        max_file_bytes=value.max_file_bytes,
        types=list(value.types),
    )


def _minute(hour: str) -> int:
    return int(hour[:2]) * 60 + int(hour[3:])


def _hour(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
