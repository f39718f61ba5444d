"""What was this function told by its environment? A typed, frozen model per function, the smallest set each."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict


class Environment(BaseModel):
    """Base of every function's settings: field `identity_table` is read from `IDENTITY_TABLE`."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    stage: str

    @classmethod
    def load(cls, environment: Mapping[str, str]) -> Self:
        """Raises pydantic.ValidationError naming what is missing or malformed."""
        present = {name: environment[name.upper()] for name in cls.model_fields if name.upper() in environment}
        return cls.model_validate(present)


class Settings(Environment):
    """Base of the settings of a function that answers requests."""

    identity_table: str
    origin_secret: str
    """ARN of the secret {"current", "previous"} that the edge sends along."""
    token_issuer: str
    """`iss` and `aud` of access tokens."""


class StorageSettings(Environment):
    """Of every function that reads or writes the users' objects; see `s3`."""

    storage_bucket: str
    storage_endpoint_url: str = ""
    """Where browsers and functions reach the store; empty for AWS itself, set for MinIO and the like."""
    storage_region: str = ""
    """The region that requests are signed for; empty for the function's own."""
    storage_addressing: Literal["", "path", "virtual"] = ""
    """Where the bucket's name stands; empty: in the host at AWS, in the path elsewhere."""
    storage_secret: str = ""
    """ARN of {"access_key_id", "secret_access_key"} for the store; empty for the function's own role."""


class YoutubeTerms(Environment):
    """Of every function that derives something from what YouTube told, or shows it."""

    youtube_derived_metrics_accepted: Literal["on", "off"] = "off"
    """Whether YouTube has accepted derived metrics for this project (its developer policies, III.E.4)."""

    @property
    def youtube_derived(self) -> bool:
        return self.youtube_derived_metrics_accepted == "on"
