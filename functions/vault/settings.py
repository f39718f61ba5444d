"""What is the vault function told by its environment? Each variable is explained in `.env.example`."""

from functions.shared.settings import Settings


class VaultSettings(Settings):
    vault_table: str
    storage_bucket: str
    storage_endpoint_url: str = ""
    """Where browsers and this function reach the bucket; empty for AWS itself, set for MinIO and the like."""
    archive_queue_url: str
    """Where archives wait to be planned and packed."""
    pictures_queue_url: str
    """Where pictures are asked for."""
    quota_bytes: int
    """What a new vault may hold."""
