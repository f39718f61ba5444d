"""How does a company name, change and drop audiences? Over the port; what an audience is says `company_audience`.

At most one is the default; a mixture is made of audiences that are there, are the company's own, and are no mixtures.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from functions.match import company_audience
from functions.match.company_audience import GIVEN, Audience, Definition, Form, Kept, Mixture, Saved
from functions.shared.audience.self_report import Fault
from functions.shared.ids import new_id
from functions.shared.problems import Code, Problem

MOST = 30
"""Saved ones of one company."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is None stays as it is."""

    name: str | None = None
    definition: Definition | None = None
    is_default: bool | None = None


class Rows(Protocol):
    """One user's audiences within a transaction that no other of the same user overlaps; made known at its end."""

    def kept(self) -> Kept: ...
    def put(self, saved: Saved) -> None:
        """New or changed; as the default it takes the mark from any other."""

    def remove(self, audience_id: str) -> None: ...


class AudienceStore(Protocol):
    def kept(self, user_id: str) -> Kept: ...
    def changing(self, user_id: str, now: float) -> AbstractContextManager[Rows]: ...


@dataclass(frozen=True, slots=True)
class Keeping:
    store: AudienceStore

    def listed(self, user_id: str) -> tuple[Audience, ...]:
        return company_audience.audiences(self.store.kept(user_id))

    def get(self, user_id: str, audience_id: str) -> Audience:
        """Raises Problem(not_found)."""
        return company_audience.find(self.store.kept(user_id), audience_id)

    def add(self, user_id: str, wish: Wish, now: float) -> Audience:
        """Raises Problem: audience_invalid with every fault, limit_reached."""
        definition = wish.definition or Form({})
        with self.store.changing(user_id, now) as rows:
            kept = rows.kept()
            if len(kept.saved) >= MOST:
                raise Problem(Code.LIMIT_REACHED, f"At most {MOST} audiences")
            _check(kept, definition)
            added = Saved(new_id(now), wish.name or "", definition, bool(wish.is_default), now)
            rows.put(added)
            return company_audience.find(rows.kept(), added.id)

    def change(self, user_id: str, audience_id: str, wish: Wish, now: float) -> Audience:
        """Raises Problem: not_found, audience_invalid, conflict (a part of a mixture cannot become one)."""
        with self.store.changing(user_id, now) as rows:
            kept = rows.kept()
            before = _own(kept, audience_id)
            after = replace(before, **_named(wish))
            if wish.definition is not None:
                _check(kept, wish.definition, audience_id)
                after = replace(after, updated_at=now)
            rows.put(after)
            return company_audience.find(rows.kept(), audience_id)

    def remove(self, user_id: str, audience_id: str, now: float) -> None:
        """Raises Problem: not_found, conflict while a mixture is made of it."""
        with self.store.changing(user_id, now) as rows:
            kept = rows.kept()
            _own(kept, audience_id)
            if _is_mixed(kept, audience_id):
                raise Problem(Code.CONFLICT, "A mixture is made of this audience")
            rows.remove(audience_id)


def _named(wish: Wish) -> dict[str, Any]:
    wanted: Mapping[str, Any] = {"name": wish.name, "definition": wish.definition, "is_default": wish.is_default}
    return {field: value for field, value in wanted.items() if value is not None}


def _own(kept: Kept, audience_id: str) -> Saved:
    """What GA4 gives can neither be changed nor removed here: for that there is no id."""
    found = next((one for one in kept.saved if one.id == audience_id), None)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    return found


def _check(kept: Kept, definition: Definition, audience_id: str | None = None) -> None:
    if isinstance(definition, Form):
        found = company_audience.faults(definition)
        if found:
            raise Problem(Code.AUDIENCE_INVALID, errors=[_fault(each) for each in found])
    if isinstance(definition, Mixture):
        if audience_id is not None and _is_mixed(kept, audience_id):
            raise Problem(Code.CONFLICT, "A mixture is made of this audience")
        _check_parts(kept, definition, audience_id)


def _check_parts(kept: Kept, mixture: Mixture, audience_id: str | None) -> None:
    usable = {one.id for one in kept.saved if not isinstance(one.definition, Mixture)} - {audience_id}
    usable |= set(GIVEN) if kept.site is not None else set()
    ids = [part for part, _ in mixture.parts]
    wrong = [place for place, part in enumerate(ids) if part not in usable or part in ids[:place]]
    if wrong:
        errors = [{"field": f"definition.parts.{place}.audience_id", "reason": "audience_unknown"} for place in wrong]
        raise Problem(Code.AUDIENCE_INVALID, errors=errors)


def _is_mixed(kept: Kept, audience_id: str) -> bool:
    mixtures = [one.definition for one in kept.saved if isinstance(one.definition, Mixture)]
    return any(audience_id == part for mixture in mixtures for part, _ in mixture.parts)


def _fault(fault: Fault) -> Mapping[str, object]:
    return {"line": fault.line, "field": fault.field, "reason": fault.code.value}
