"""What is the photos function told by its environment? Each variable is explained in `docs/operations.md`."""

from functions.shared.settings import StorageSettings


class PhotosSettings(StorageSettings):
    pictured_queue_url: str
    """Where reports go."""
