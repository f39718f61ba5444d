"""As whom do our functions speak to the sandbox? Three registrations, one for each provider (Google: project)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

GA4, YOUTUBE, INSTAGRAM = "ga4", "youtube", "instagram"


@dataclass(frozen=True)
class Registration:
    provider: str
    client_id: str
    client_secret: str = field(repr=False)


REGISTERED: Mapping[str, Registration] = {
    GA4: Registration(GA4, "100000000001-ga4.apps.googleusercontent.com", "sandbox-ga4-secret"),
    YOUTUBE: Registration(YOUTUBE, "100000000002-youtube.apps.googleusercontent.com", "sandbox-youtube-secret"),
    INSTAGRAM: Registration(INSTAGRAM, "1000000000000001", "sandbox-instagram-secret"),
}


def entries(base_url: str) -> dict[str, dict[str, str]]:
    """The content of PROVIDER_CLIENTS that leads everything to the sandbox (functions/shared/provider_clients.py)."""
    return {
        name: {"client_id": each.client_id, "client_secret": each.client_secret, "base_url": base_url}
        for name, each in REGISTERED.items()
    }
