"""What is the photos function told by its environment? Each variable is explained in `docs/operations.md`."""

from functions.shared.settings import Environment


class PhotosSettings(Environment):
    storage_bucket: str
    pictured_queue_url: str
    """Where reports go."""
