"""How do a company's audiences look from outside? Into public models, and requests into domain values."""

from functions.match import audience_rows, company_audience
from functions.match.audience_keeping import Wish
from functions.match.company_audience import Audience
from functions.match.schemas_company import (
    AudienceBucket,
    ChangeAudience,
    NamedAudience,
    NamedAudiences,
    NamedDimension,
    NewAudience,
)
from functions.shared.clock import rfc3339
from functions.shared.matching.features import Feature
from functions.shared.matching.layout import BUCKETS, DIMENSIONS


def wish(body: NewAudience | ChangeAudience) -> Wish:
    wanted = body.definition
    return Wish(
        name=body.name,
        definition=None if wanted is None else company_audience.definition(wanted.model_dump(exclude_none=True)),
        is_default=body.is_default,
    )


def audiences(found: tuple[Audience, ...]) -> NamedAudiences:
    return NamedAudiences(items=[audience(one) for one in found], next_cursor=None)


def audience(found: Audience) -> NamedAudience:
    return NamedAudience.model_validate(
        {
            "id": found.id,
            "name": found.name,
            "saved": found.saved,
            "is_default": found.is_default,
            "definition": audience_rows.members(found.definition),
            "dimensions": [_dimension(found.features.by_name[name]) for name in DIMENSIONS],
            "updated_at": None if found.updated_at is None else rfc3339(found.updated_at),
        }
    )


def _dimension(feature: Feature) -> NamedDimension:
    told = zip(BUCKETS[feature.name], feature.reported or (), strict=False)
    return NamedDimension.model_validate(
        {
            "name": feature.name.value,
            "state": _state(feature),
            "sample_size": round(feature.n, 1),
            "buckets": [AudienceBucket(bucket=bucket, share=share) for bucket, share in told if share > 0],
        }
    )


def _state(feature: Feature) -> str:
    if not feature.present:
        return "missing"
    return "self_reported" if feature.self_reported else "reported"
