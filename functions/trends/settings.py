"""What is the trends function told by its environment? Each variable is explained in `.env.example` and
`docs/operations.md`.
"""

from typing import Literal

from pydantic import Field

from functions.shared.settings import Environment


class TrendsSettings(Environment):
    database_url: str
    database_secret: str = ""
    """ARN of {"username", "password"}; empty where the address says all."""
    connect_table: str
    """Where the pace is kept."""
    trends_provider: Literal["pytrends", "off"] = "pytrends"
    trends_base_url: str = ""
    """A stand-in that serves Google Trends; empty for Google itself, which takes no registration."""
    trends_daily: int = Field(default=60, ge=0)
    """Keywords that may be asked for in a day (UTC)."""
