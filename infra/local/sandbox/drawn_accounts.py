"""Which ordinary accounts are there? Thirty companies and seventy creators, drawn once and for all from a seed."""

import math
import random
from collections.abc import Iterator

from infra.local.sandbox import published
from infra.local.sandbox.accounts import GOOGLE, INSTAGRAM, Account, Channel, Profile, Property

COMPANIES, CREATORS = 30, 70
_SEED = "infofluencer 2026"
_SHOPS = "Zeytin Fındık Lale Çınar Defne Kekik Papatya Nar İncir Badem Ihlamur Kiraz Mercan Ardıç Safran".split()
_TRADES = ("Butik", "Kozmetik", "Ev", "Spor", "Kitap", "Oyuncak", "Kahve", "Outdoor", "Elektronik", "Bebek")
_FIRST = (
    "Deniz Elif Mert Zeynep Can Ece Kerem Derya Emre Selin Ozan İpek Bora Naz Tuna Melis Kaan Lara Umut Ada".split()
)
_LAST = "Yılmaz Kaya Demir Şahin Çelik Aydın Öztürk Arslan Doğan Kılıç Aslan Polat Koç Kurt Özkan Şimşek".split()
_LARGEST = 20_000_000


def companies() -> Iterator[Account]:
    for number in range(1, COMPANIES + 1):
        rng = random.Random(f"{_SEED} company {number}")
        name = f"{rng.choice(_SHOPS)} {rng.choice(_TRADES)} {number}"
        made = tuple(make_property(rng, number * 10 + at, name, at) for at in range(number % 6))
        yield Account(f"company-{number:03}@sandbox.test", GOOGLE, name, properties=made)


def creators() -> Iterator[Account]:
    """Two thirds are on both platforms, the others on one."""
    for number in range(1, CREATORS + 1):
        rng = random.Random(f"{_SEED} creator {number}")
        name, about = f"{rng.choice(_FIRST)} {rng.choice(_LAST)}", rng.choice(list(published.CATEGORIES))
        home = rng.choices(list(published.HOMES), list(published.HOMES.values()))[0]
        channel = make_channel(rng, number, name, home=home, about=about)
        profile = make_profile(rng, number, name, home=home, about=about)
        if number % 6 != 0:
            yield Account(f"creator-{number:03}@sandbox.test", GOOGLE, name, channel=channel)
        if number % 6 != 1:
            yield Account(profile.username, INSTAGRAM, name, profile=profile, flat=number % 2 == 0)


def make_property(rng: random.Random, number: int, company: str, at: int = 0, **changes: str | int) -> Property:
    site = f"{company} {('Web', 'App', 'Blog', 'Outlet', 'DE')[at % 5]}"
    home = "DE" if at % 5 == 4 else rng.choices(["TR", "DE", "GB", "US"], [0.8, 0.1, 0.05, 0.05])[0]
    made = {
        "users": _size(rng, 14_000, 1.3),
        "home": home,
        "lively": rng.random() < 0.6,
        "account_id": str(110_000 + number // 10),
        "account_name": company,
        **changes,
    }
    return Property(id=str(310_000_000 + number), name=site, seed=f"property {number}", **made)  # type: ignore[arg-type]


def make_channel(rng: random.Random, number: int, name: str, **changes: str | int) -> Channel:
    made = {
        "home": "TR",
        "about": "tech",
        "subscribers": _size(rng, 9_600, 1.6),
        "lively": rng.random() < 0.6,
        **changes,
    }
    return Channel(
        id="UC" + f"sandbox{number:04}".ljust(22, "x"),
        title=name,
        handle=f"@{_ascii(name)}{number}",
        seed=f"channel {number}",
        videos=rng.randrange(12, 420),
        **made,  # type: ignore[arg-type]
    )


def make_profile(rng: random.Random, number: int, name: str, **changes: str | int) -> Profile:
    made = {
        "username": f"{_ascii(name)}.{number:03}",
        "home": "TR",
        "about": "travel",
        "followers": max(150, _size(rng, 9_600, 1.6)),
        "lively": rng.random() < 0.6,
        "kind": rng.choice(["MEDIA_CREATOR", "BUSINESS"]),
        **changes,
    }
    return Profile(
        user_id=str(17_841_400_000_000_000 + number),
        app_id=str(24_000_000_000_000_000 + number),
        name=name,
        seed=f"profile {number}",
        posts=rng.randrange(20, 900),
        **made,  # type: ignore[arg-type]
    )


def _size(rng: random.Random, middle: float, spread: float) -> int:
    """LogNormal(ln 9.6 thousand, 1.6) for followers."""
    return min(round(rng.lognormvariate(math.log(middle), spread)), _LARGEST)


def _ascii(name: str) -> str:
    return name.translate(str.maketrans("çğıöşüÇĞİÖŞÜ ", "cgiosuCGIOSU.")).lower()
