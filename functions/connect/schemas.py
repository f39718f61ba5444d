"""What does the connect API accept and answer? The public contract; times are RFC 3339, ids opaque."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from functions.shared.models import Input, Output

ProviderName = Literal["ga4", "youtube", "instagram", "tiktok"]
Text = Annotated[str, StringConstraints(max_length=300)]


class StartConsent(Input):
    next: Annotated[str, StringConstraints(max_length=200)] | None = Field(
        default=None, description="path of the page to come back to"
    )


class ConsentStarted(Output):
    authorization_url: str = Field(description="where the browser goes; works once, within 10 minutes, in this browser")


class ConsentAnswer(Input):
    """What a provider sends a browser back with; providers add more, which says nothing to us."""

    model_config = ConfigDict(extra="ignore")

    state: str | None = None
    code: str | None = None
    error: str | None = None


class ProviderInfo(Output):
    provider: ProviderName
    kind: Literal["oauth", "self_reported"]
    audience_of: Literal["company", "influencer"]
    configured: bool
    sandbox: bool = Field(description="a stand-in answers, with made-up accounts")
    scopes: list[str]


class ProviderList(Output):
    items: list[ProviderInfo]


class StoredData(Output):
    """What is kept of the account, as rows."""

    snapshots: int
    metrics: int
    since: str | None
    dimensions: list[str]


class Connection(Output):
    id: str
    provider: ProviderName
    status: Literal["needs_property", "active", "needs_reauth", "missing_scope"]
    reason: str | None
    name: str | None
    handle: str | None
    property_id: str | None
    property_name: str | None
    scopes: list[str]
    share_with_brands: bool
    sandbox: bool
    connected_at: str
    checked_at: str | None = Field(description="when the provider last answered; the age of the data")
    next_pull_at: str | None
    pulling: bool
    token_expires_at: str | None
    stored: StoredData


class ConnectionList(Output):
    items: list[Connection]
    next_cursor: str | None


class UpdateConnection(Input):
    property_id: Annotated[str, StringConstraints(pattern=r"^properties/[0-9]{1,20}$")] | None = None
    share_with_brands: bool | None = None


class Property(Output):
    id: str
    name: str
    account_name: str


class PropertyList(Output):
    items: list[Property]
    next_cursor: str | None


class AudienceForm(Input):
    """Shares are parts of 1 and sum to 1 ± 0.02 in each dimension."""

    handle: Text
    as_of: date
    followers: int
    dimensions: Annotated[
        dict[Text, dict[Text, Annotated[float, Field(allow_inf_nan=False)]]], Field(min_length=1, max_length=20)
    ]


class UploadAudience(Input):
    """Either the file's text or the form."""

    csv: str | None = None
    form: AudienceForm | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.csv is None) == (self.form is None):
            raise ValueError("either csv or form")
        return self


class SignedRequest(Input):
    """What Meta posts; its content is believed only with its signature."""

    model_config = ConfigDict(extra="ignore")

    signed_request: Annotated[str, StringConstraints(max_length=10_000)]


class Deauthorized(Output):
    done: bool


class DeletionReceipt(Output):
    """As Meta asks for it."""

    url: str
    confirmation_code: str


class DeletionStatus(Output):
    code: str
    state: Literal["pending", "done"]
    requested_at: str
    completed_at: str | None
