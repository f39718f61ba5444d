"""What is the connect function told by its environment? Each variable is explained in `.env.example`."""

from functions.shared.settings import Settings, YoutubeTerms
from functions.shared.tokens.wiring import VaultKind


class ConnectSettings(Settings, YoutubeTerms):
    database_url: str
    database_secret: str = ""
    """ARN of {"username", "password"}; empty where the address says all."""
    connect_table: str
    provider_clients: str
    """ARN of our registrations at the providers."""
    token_vault: VaultKind = VaultKind.SECRETS
    token_table: str
    token_key: str
    refresh_queue_url: str
    site_origin: str
    """Where browsers see us, without a slash at the end: redirect_uri and the pages that a browser comes back to."""
