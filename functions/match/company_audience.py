"""Whom does a company want to reach? From what it chose to what matching compares; pure.

    ga4:all, ga4:customers    there as soon as GA4 told them, whether saved or not
    ga4                       the same, under a name of the company's own
    form                      shares that the company knows or wishes for; they count as self-reported
    mixture                   of two to five of the above, by weight

Chosen when none is named: the default one, else ga4:all. An audience of which nothing is told is none to search with.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from functions.match import mixing
from functions.shared.audience import ga4, self_report
from functions.shared.audience.distribution import Dimension, Pull, Window
from functions.shared.audience.self_report import Fault
from functions.shared.matching.features import Features, features, home_of
from functions.shared.problems import Code, Problem

PLATFORM = "ga4"
FORM = "form"
Users = Literal["all", "customers"]
GIVEN: Mapping[str, Users] = {"ga4:all": "all", "ga4:customers": "customers"}
METRICS: Mapping[Users, str] = {"all": ga4.ACTIVE_USERS, "customers": ga4.CUSTOMERS}


@dataclass(frozen=True, slots=True)
class Ga4Users:
    users: Users


@dataclass(frozen=True, slots=True)
class Form:
    """{dimension: {bucket: part of 1}}"""

    shares: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Mixture:
    """(audience id, weight); none of them is a mixture."""

    parts: tuple[tuple[str, float], ...]


Definition = Ga4Users | Form | Mixture


@dataclass(frozen=True, slots=True)
class Saved:
    """A row of match.audiences; times in epoch seconds."""

    id: str
    name: str
    definition: Definition
    is_default: bool
    updated_at: float


@dataclass(frozen=True, slots=True)
class Site:
    """What GA4 told of the company's own site, and when it was last asked."""

    connection_id: str
    name: str
    dimensions: tuple[Dimension, ...]
    checked_at: float | None


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is known of a company's audiences. `home`: the country of its profile."""

    saved: tuple[Saved, ...] = ()
    site: Site | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """`connection_id` where GA4 has a part in it."""

    id: str
    name: str
    saved: bool
    is_default: bool
    definition: Definition
    features: Features
    updated_at: float | None
    connection_id: str | None

    @property
    def told(self) -> bool:
        return any(feature.present for feature in self.features.by_name.values())


def definition(members: Mapping[str, Any]) -> Definition:
    """From JSON as `schemas_company` lets it in. Raises KeyError, TypeError or ValueError for anything else."""
    kind = members["kind"]
    if kind == "ga4":
        return Ga4Users(members["users"])
    if kind == "mixture":
        return Mixture(tuple((part["audience_id"], float(part["weight"])) for part in members["parts"]))
    if kind != "form":
        raise ValueError("no such kind")
    listed = {name: shares for name, shares in members["dimensions"].items() if shares}
    return Form({name: {bucket: float(share) for bucket, share in shares.items()} for name, shares in listed.items()})


def faults(form: Form) -> tuple[Fault, ...]:
    """Why these shares cannot be taken; also when they say nothing that matching compares."""
    found = self_report.declared(FORM, form.shares, _pull(0.0))
    wrong = tuple(each for each in found if isinstance(each, Fault))
    known = [each for each in found if isinstance(each, Dimension) and each.matched_shares]
    return wrong if wrong or known else (Fault(self_report.FaultCode.EMPTY, "share"),)


def audiences(kept: Kept) -> tuple[Audience, ...]:
    """Those of GA4 first, as far as they are told, then the saved ones, oldest first."""
    given = [_given(kept, audience_id) for audience_id in GIVEN]
    return (*(one for one in given if one is not None and one.told), *(_saved(kept, one) for one in kept.saved))


def find(kept: Kept, audience_id: str) -> Audience:
    """Raises Problem(not_found)."""
    found = next((one for one in audiences(kept) if one.id == audience_id), None)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def chosen(kept: Kept, audience_id: str | None) -> Audience:
    """Raises Problem: not_found for an id that is not there, audience_missing when there is nothing to compare with."""
    found = default(kept) if audience_id is None else find(kept, audience_id)
    if found is None or not found.told:
        raise Problem(Code.AUDIENCE_MISSING)
    return found


def default(kept: Kept) -> Audience | None:
    marked = next((one for one in kept.saved if one.is_default), None)
    return _saved(kept, marked) if marked else _given(kept, "ga4:all")


def nothing_told(kept: Kept) -> Features:
    """What is compared with where a list must be readable without any audience: averages, at confidence 0."""
    return features((), PLATFORM, kept.home)


def _given(kept: Kept, audience_id: str) -> Audience | None:
    if kept.site is None:
        return None
    wanted = Ga4Users(GIVEN[audience_id])
    return Audience(
        id=audience_id,
        name=kept.site.name,
        saved=False,
        is_default=wanted.users == "all" and not any(one.is_default for one in kept.saved),
        definition=wanted,
        features=_of(kept, wanted, 0.0),
        updated_at=kept.site.checked_at,
        connection_id=kept.site.connection_id,
    )


def _saved(kept: Kept, one: Saved) -> Audience:
    return Audience(
        id=one.id,
        name=one.name,
        saved=True,
        is_default=one.is_default,
        definition=one.definition,
        features=_of(kept, one.definition, one.updated_at),
        updated_at=one.updated_at,
        connection_id=kept.site.connection_id if kept.site and _asks_ga4(kept, one.definition) else None,
    )


def _of(kept: Kept, wanted: Definition, updated_at: float) -> Features:
    if isinstance(wanted, Mixture):
        return mixing.mixed([(_part(kept, part), weight) for part, weight in wanted.parts], PLATFORM, kept.home)
    if isinstance(wanted, Form):
        found = self_report.declared(FORM, wanted.shares, _pull(updated_at))
        return _features(kept, [each for each in found if isinstance(each, Dimension)], None)
    if kept.site is None:
        return nothing_told(kept)
    metric = METRICS[wanted.users]
    told = [each for each in kept.site.dimensions if each.source.metric == metric]
    return _features(kept, told, kept.site.checked_at)


def _part(kept: Kept, audience_id: str) -> Features:
    """Of a part that is no longer there nothing is told."""
    if audience_id in GIVEN:
        return _of(kept, Ga4Users(GIVEN[audience_id]), 0.0)
    found = next((one for one in kept.saved if one.id == audience_id), None)
    if found is None or isinstance(found.definition, Mixture):
        return nothing_told(kept)
    return _of(kept, found.definition, found.updated_at)


def _features(kept: Kept, told: Iterable[Dimension], checked_at: float | None) -> Features:
    listed = tuple(told)
    return features(listed, PLATFORM, kept.home or home_of(listed), checked_at=checked_at)


def _asks_ga4(kept: Kept, wanted: Definition) -> bool:
    if isinstance(wanted, Mixture):
        ids = {part for part, _ in wanted.parts}
        own = [one.definition for one in kept.saved if one.id in ids]
        return not ids.isdisjoint(GIVEN) or any(isinstance(one, Ga4Users) for one in own)
    return isinstance(wanted, Ga4Users)


def _pull(at: float) -> Pull:
    day = datetime.fromtimestamp(at, UTC).date()
    return Pull(Window(day, day), at)
