"""What is the auth function told by its environment? Each variable is explained in `.env.example`."""

from functions.shared.settings import Settings


class AuthSettings(Settings):
    otp_pepper_secret: str
    phone_index_secret: str
    signing_keys_secret: str
    event_bus: str
    sms_sender_id: str = ""
    sms_countries: str = "TR"
    """ISO countries that get codes, comma separated; `*` for all."""
    sms_daily_budget: int
    """Texts per day over all users."""

    @property
    def served(self) -> frozenset[str]:
        return frozenset(country.strip().upper() for country in self.sms_countries.split(",") if country.strip())
