"""How does a provider tell a made-up audience? Answers as documented, read by the same normalisers as real ones.

So a list is cut at 45 rows, too few are suppressed and shares become samples by the very rules of shared/audience.
"""

import math
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from functions.shared.audience import instagram, self_report, youtube
from functions.shared.audience.buckets import Name
from functions.shared.audience.distribution import Dimension, Pull, Window
from infra.local.population import crowds
from infra.local.population.crowds import Crowd
from infra.local.population.people import Account

_KNOWN = (0.6, 0.95)
"""Part of an account's followers whose demographics Instagram knows."""
_TOO_LITTLE = 60
"""Views in 90 days below which YouTube has no rows here."""
_NO_BREAKDOWN: Mapping[str, Any] = {"data": []}


def dimensions(account: Account, now: float, followers: int, views: int) -> tuple[Dimension, ...]:
    """As a pull at `now` would normalise them; the same account gives the same numbers while its size is the same."""
    rng = random.Random(f"{account.seed} people")
    today = datetime.fromtimestamp(now, UTC).date()
    if account.platform == "instagram":
        return _instagram(account, rng, Pull(Window(today - timedelta(days=29), today), now), followers)
    if account.platform == "youtube":
        window = Window(today - timedelta(days=92), today - timedelta(days=3))
        return _youtube(account, rng, Pull(window, now), views)
    return _tiktok(account, rng, now, followers)


def _instagram(account: Account, rng: random.Random, pull: Pull, followers: int) -> tuple[Dimension, ...]:
    crowd, known = account.crowd, int(followers * rng.uniform(*_KNOWN))
    countries = crowds.sampled(rng, crowd.countries, known)
    rows = {
        Name.AGE: crowds.sampled(rng, crowd.ages, known),
        Name.GENDER: crowds.sampled(rng, {"F": crowd.women * 0.93, "M": (1 - crowd.women) * 0.93, "U": 0.07}, known),
        Name.COUNTRY: countries,
        Name.CITY: crowds.cities(countries),
    }
    told = {name: {} if name.value in account.missing else found for name, found in rows.items()}
    answers = {name: _breakdown(instagram.DIMENSIONS[name], found) for name, found in told.items()}
    return instagram.audience(answers, pull, people=float(followers))


def _breakdown(key: str, rows: Mapping[str, int]) -> Mapping[str, Any]:
    if not rows:
        return _NO_BREAKDOWN
    results = [{"dimension_values": [bucket], "value": people} for bucket, people in rows.items()]
    breakdown = {"dimension_keys": [key], "results": results[: instagram.TOP_ROWS]}
    return {"data": [{"total_value": {"breakdowns": [breakdown]}}]}


def _youtube(account: Account, rng: random.Random, pull: Pull, views: int) -> tuple[Dimension, ...]:
    told = views if views >= _TOO_LITTLE else 0
    crowd = account.crowd
    countries = crowds.sampled(rng, crowd.countries, told)
    by_views: Mapping[Name, tuple[Mapping[str, int], int | None]] = {
        Name.COUNTRY: (countries, 250),
        Name.CITY: (crowds.cities(countries), 25),
        Name.DEVICE: (crowds.sampled(rng, crowd.devices, told), None),
    }
    people = {} if "age" in account.missing else _percentages(crowd, rng, told)
    return (
        *youtube.demographics(_people(people), pull, views=float(views)),
        *(
            youtube.by_views(name, _views(account, name, rows, most), pull, max_results=most, views=float(views))
            for name, (rows, most) in by_views.items()
        ),
    )


def _percentages(crowd: Crowd, rng: random.Random, views: int) -> dict[tuple[str, str], float]:
    """Of logged-in viewers by age and gender, with one decimal; younger ones are men more often than older ones."""
    cells = {
        (age, gender): part * (crowd.women if gender == "female" else 1 - crowd.women)
        for age, part in crowd.ages.items()
        for gender in ("female", "male")
    }
    viewers = min(views, int(youtube.SAMPLE_CAP))
    named = {f"{age} {gender}": part for (age, gender), part in cells.items()}
    drawn = crowds.sampled(rng, named, viewers)
    whole = sum(drawn.values())
    parts = {tuple(cell.split()): math.floor(1000 * people / whole) / 10 for cell, people in drawn.items()}
    return {(age, gender): part for (age, gender), part in parts.items() if part}


def _people(percentages: Mapping[tuple[str, str], float]) -> Mapping[str, Any]:
    rows = [[f"age{age.replace('+', '-')}", gender, percentage] for (age, gender), percentage in percentages.items()]
    return {"columnHeaders": _columns("ageGroup", "gender", youtube.PERCENTAGES), "rows": rows}


def _views(account: Account, name: Name, rows: Mapping[str, int], most: int | None) -> Mapping[str, Any]:
    told = {} if name.value in account.missing else rows
    columns = _columns(youtube.DIMENSIONS[name], youtube.VIEWS)
    return {"columnHeaders": columns, "rows": [[bucket, amount] for bucket, amount in told.items()][:most]}


def _columns(*names: str) -> list[Mapping[str, str]]:
    return [{"name": name} for name in names]


def _tiktok(account: Account, rng: random.Random, now: float, followers: int) -> tuple[Dimension, ...]:
    """What its creator read in the app, in whole percents, some days ago; of countries the first five."""
    crowd, day = account.crowd, datetime.fromtimestamp(now, UTC).date()
    top = dict(sorted(crowd.countries.items(), key=lambda item: -item[1])[:5])
    shares = {
        "age": {age: part for age, part in crowd.ages.items() if part},
        "gender": {"female": crowd.women, "male": 1 - crowd.women},
        "country": {**top, "other": 1 - sum(top.values())},
    }
    filled = {name: crowds.percents(found) for name, found in shares.items() if name not in account.missing}
    claim = self_report.Claim(account.handle, day - timedelta(days=rng.randrange(40)), followers)
    told = self_report.form_report(claim, filled or {"gender": crowds.percents(shares["gender"])}, now, day)
    if not isinstance(told, self_report.SelfReport):
        raise TypeError(f"a made-up report has faults: {told}")
    return told.dimensions
