"""What is an account? One verified phone number and a small profile."""

from dataclasses import dataclass

from functions.auth.phone import Phone


@dataclass(frozen=True, slots=True)
class User:
    """`created_at` in epoch seconds; `role` is company, influencer or none; `locale` is tr or en."""

    id: str
    phone: Phone
    phone_hash: str
    display_name: str | None
    locale: str
    role: str
    created_at: int


def new_user(user_id: str, phone: Phone, phone_hash: str, locale: str, now: int) -> User:
    return User(user_id, phone, phone_hash, None, locale, "none", now)
