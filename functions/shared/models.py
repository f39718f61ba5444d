"""What do the public models have in common? Requests are strict and closed, answers frozen.

Validators are built at first use: a cold start pays for the models of its own request, not for all of them.
"""

from pydantic import BaseModel, ConfigDict


class Input(BaseModel):
    """A request body or query: unknown fields are refused, nothing is converted (`"1"` is no number)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Output(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True)
