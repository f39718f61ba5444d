"""What is the refresh function told by its environment? Each variable is explained in `.env.example`.

One model for three handlers; what only some of them use may be missing for the others.
"""

from functions.refresh.budgets import Limits
from functions.shared.settings import YoutubeTerms
from functions.shared.tokens.wiring import VaultKind


class RefreshSettings(YoutubeTerms):
    database_url: str
    database_secret: str = ""
    """ARN of {"username", "password"}; empty where the address says all."""
    connect_table: str = ""
    refresh_queue_url: str = ""
    provider_clients: str = ""
    """ARN of the secret with our registrations (shared/provider_clients.py)."""
    token_vault: VaultKind = VaultKind.SECRETS
    token_table: str = ""
    token_key: str = ""
    youtube_daily_units: int = 10_000
    youtube_analytics_daily: int = 100_000
    youtube_analytics_minute: int = 720
    ga4_concurrency: int = 3
    provider_concurrency: int = 8

    @property
    def limits(self) -> Limits:
        return Limits(
            youtube_daily_units=self.youtube_daily_units,
            youtube_analytics_daily=self.youtube_analytics_daily,
            youtube_analytics_minute=self.youtube_analytics_minute,
            ga4_concurrency=self.ga4_concurrency,
            provider_concurrency=self.provider_concurrency,
        )
