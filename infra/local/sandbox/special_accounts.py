"""Which accounts are worth trying? One for each state that a connection or a dimension can be in, by a telling login.

docs/sandbox.md lists them.
"""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from infra.local.sandbox.accounts import GOOGLE, INSTAGRAM, Account, Ending
from infra.local.sandbox.drawn_accounts import make_channel, make_profile, make_property
from infra.local.sandbox.movement import DAY

COMPANY, CREATOR, CREATOR_INSTAGRAM = "atolye@sandbox.test", "deniz@sandbox.test", "deniz.sandbox"
"""The ones that everything goes well with: two properties; a channel and a professional account of one person."""
AGENCY_CLIENTS = 205
"""More than one page of account summaries."""
_GA4 = {
    "thresholded": ("GA4: some rows withheld (thresholding)", 900),
    "withheld": ("GA4: every demographic row withheld", 240),
    "sampled": ("GA4: a quarter of the events was read (sampling)", 4_000_000),
    "empty": ("GA4: no data yet", 0),
    "all-unknown": ("GA4: age and gender unknown (no Google signals)", 21_000),
    "lost": ("GA4: listed, but its reports are refused (access was taken away)", 9_000),
}
_SUBCODES = (458, 459, 460, 463, 464, 467)


def special() -> Iterator[Account]:
    yield from _companies()
    yield from _channels()
    yield from _profiles()


def _companies() -> Iterator[Account]:
    rng = random.Random("special companies")
    shop = tuple(make_property(rng, 9_010 + at, "Atölye", at, users=64_000 // (at + 1), home="TR") for at in range(2))
    yield Account(COMPANY, GOOGLE, "Atölye", properties=shop, special="GA4: two properties, everything there")
    yield Account("no-property@sandbox.test", GOOGLE, "Boş Hesap", special="GA4: no property at all")
    for at, (state, (what, users)) in enumerate(_GA4.items()):
        made = make_property(
            rng, 9_020 + at * 10, f"GA4 {state}", users=users, state=state.replace("-", "_"), home="TR"
        )
        yield Account(f"ga4-{state}@sandbox.test", GOOGLE, f"GA4 {state}", properties=(made,), special=what)
    clients = (make_property(rng, 5_000 + at * 10, f"Müşteri {at + 1}") for at in range(AGENCY_CLIENTS))
    blog = make_property(random.Random("blog"), 9_090, "Günce", users=26_000, state="no_purchases", home="TR")
    what = "GA4: a site that sells nothing, so no customers"
    yield Account("ga4-no-purchases@sandbox.test", GOOGLE, "Günce", properties=(blog,), special=what)
    what = f"GA4: {AGENCY_CLIENTS} accounts, more than a page"
    yield Account("agency@sandbox.test", GOOGLE, "Ajans", properties=tuple(clients), special=what)
    blog = make_property(rng, 9_000, "Atölye", users=3_000, home="TR")
    yield replace(_dying("ga4-week@sandbox.test", "GA4: ", "invalid_grant", 7), properties=(blog,))


def _channels() -> Iterator[Account]:
    rng = random.Random("special channels")
    deniz = make_channel(rng, 1_001, "Deniz Sandbox", subscribers=128_000, about="travel")
    yield Account(CREATOR, GOOGLE, "Deniz Sandbox", channel=deniz, special="YouTube: everything there")
    yield Account("no-channel@sandbox.test", GOOGLE, "Kanalsız", special="YouTube: no channel")
    for at, (state, what, size) in enumerate(
        (
            ("tiny", "YouTube: too little traffic, empty rows", 12),
            ("hidden", "YouTube: hides its subscribers", 41_000),
        )
    ):
        made = make_channel(rng, 1_010 + at, f"YouTube {state}", subscribers=size, state=state)
        login = f"youtube-{state}@sandbox.test"
        yield Account(login, GOOGLE, f"YouTube {state}", channel=made, special=what)
    kept = [make_channel(rng, 1_020 + at, "Kanal", subscribers=5_100) for at in range(3)]
    what = "YouTube: each renewal gives a new refresh token"
    yield Account("rotating@sandbox.test", GOOGLE, "Kanal", channel=kept[0], special=what, rotates=True)
    yield replace(_dying("youtube-week@sandbox.test", "YouTube: ", "invalid_grant", 7), channel=kept[1])
    yield replace(_dying("workspace@sandbox.test", "YouTube: ", "admin_policy_enforced", 30), channel=kept[2])


def _profiles() -> Iterator[Account]:
    rng = random.Random("special profiles")
    states: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (CREATOR_INSTAGRAM, "Instagram: everything there", {"followers": 86_000, "name": "Deniz Sandbox"}),
        ("under.100", "Instagram: under 100 followers, no demographics", {"followers": 83, "lively": 0}),
        ("personal", "Instagram: a personal account, not a professional one", {"kind": "PERSONAL"}),
        ("empty.demographics", "Instagram: demographics come back empty", {"state": "empty"}),
        ("no.breakdowns", "Instagram: demographics without breakdowns", {"state": "no_breakdowns"}),
        ("top.45", "Instagram: more than 45 countries and cities", {"followers": 2_400_000, "state": "all_countries"}),
        ("quiet", "Instagram: followers change once a week only", {"followers": 12_000, "lively": 0}),
    )
    for at, (username, what, changes) in enumerate(states):
        name = str(changes.get("name", username))
        rest = {key: value for key, value in changes.items() if key != "name"}
        made = make_profile(rng, 2_000 + at, name, username=username, **rest)
        yield Account(username, INSTAGRAM, name, profile=made, special=what, flat=at % 2 == 1)
    for at, subcode in enumerate(_SUBCODES):
        username = f"token.{subcode}"
        made = make_profile(rng, 2_050 + at, username, username=username)
        what, ending = f"Instagram: its token dies after a day (190, {subcode})", Ending(DAY, f"token_{subcode}")
        yield Account(username, INSTAGRAM, username, profile=made, special=what, ending=ending)


def _dying(login: str, kind: str, error: str, days: int) -> Account:
    what = f"{kind}its grant ends after {days} days ({error})"
    return Account(login, GOOGLE, login.partition("@")[0], special=what, ending=Ending(days * DAY, error))
