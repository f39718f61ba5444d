"""What does the vault API accept and answer about upload rules?"""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from functions.shared.models import Input, Output
from functions.vault.rules import rules

Hour = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
TYPE = r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/(\*|[a-z0-9][a-z0-9!#$&^_.+-]{0,126})"
TypePattern = Annotated[str, StringConstraints(pattern=f"^{TYPE}$")]
_LARGEST = 2**53 - 1
"""Bytes; the largest whole number of JSON that every client reads as itself (RFC 8259 §6)."""
_WEEK = 7 * 24 * 60


def _zone(name: str) -> str:
    if not rules.is_zone(name):
        raise ValueError("no zone of the tz database")
    return name


TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_zone)]


class Hours(Input):
    """Local time `HH:MM`, `end` not included: past midnight when it is earlier than `start`, all day when equal."""

    start: Hour
    end: Hour


class PutSettings(Input):
    """The whole of it: what is not said cannot be kept."""

    automatic: bool = Field(description="off: only what a person starts by hand")
    windows: Annotated[list[Hours], Field(max_length=8, description="when automatic backup may run; none: all day")]
    time_zone: TimeZone = Field(description="of the windows, as `Europe/Istanbul`")
    interval_minutes: Annotated[int, Field(ge=0, le=_WEEK, description="from the start of a run to that of the next")]
    mobile_data: bool = Field(description="off: Wi-Fi only")
    unknown_network: bool = Field(description="whether a network that the device cannot tell counts as Wi-Fi")
    max_file_bytes: Annotated[int, Field(ge=1, le=_LARGEST)] | None
    types: Annotated[list[TypePattern], Field(max_length=30, description="`image/*`, `application/pdf`; none: all")]


class Settings(Output):
    """Upload rules. `rev` 0: nothing was saved yet, and nothing is held back."""

    rev: int
    saved_at: str | None
    automatic: bool
    windows: list[Hours]
    time_zone: str
    interval_minutes: int
    mobile_data: bool
    unknown_network: bool
    max_file_bytes: int | None
    types: list[str]
