"""What is the vault function told by its environment? Each variable is explained in `.env.example`."""

from functions.shared.settings import Settings, StorageSettings


class VaultSettings(Settings, StorageSettings):
    vault_table: str
    archive_queue_url: str
    """Where archives wait to be planned and packed."""
    pictures_queue_url: str
    """Where pictures are asked for."""
    push_key_secret: str
    """ARN: {"private", "public"}, the key that our push messages are signed with."""
    push_hosts: str
    """Push services that may be written to, comma separated; see `push_hosts`."""
    push_contact: str = "https://infofluencer.app"
    """Where a push service finds us when something is wrong: an https or mailto address."""
    quota_bytes: int
    """What a new vault may hold."""
