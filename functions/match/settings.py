"""What is the match function told by its environment? Each variable is explained in `docs/operations.md`."""

from functions.shared.settings import Settings, YoutubeTerms


class MatchSettings(Settings, YoutubeTerms):
    database_url: str
    database_secret: str = ""
    """ARN of {"username", "password"}; empty where the address says all."""
    connect_table: str
    """Rate windows."""
