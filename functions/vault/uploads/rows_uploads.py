"""How is it kept what was announced, under which request, and which contents the vault holds? Row types; see `rows`."""

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from functions.vault.core.rows import ExpiryIndex, VaultRow


class UploadRow(VaultRow, discriminator="upload"):
    node_id = UnicodeAttribute()
    client_id = UnicodeAttribute()
    kind = UnicodeAttribute()
    name = UnicodeAttribute()
    size = NumberAttribute()
    mime = UnicodeAttribute()
    sha256 = UnicodeAttribute()
    parent_id = UnicodeAttribute(null=True)
    taken_at = UnicodeAttribute(null=True)
    state = UnicodeAttribute()
    problem = UnicodeAttribute(null=True)
    created_at = NumberAttribute()
    expires_at = NumberAttribute()
    multipart_id = UnicodeAttribute(null=True)
    target = UnicodeAttribute(null=True)
    base = NumberAttribute(null=True)
    on_conflict = UnicodeAttribute(null=True)
    device_name = UnicodeAttribute(null=True)
    home = UnicodeAttribute(null=True)
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    expiry = ExpiryIndex()


class HashRow(VaultRow, discriminator="hash"):
    """The node that took this content last, and how it fares: `live`, `trash`, or `deleted_by_user` once purged.

    Only one is kept: where copies exist, the row may say less than the truth (a copy is taken twice), never more.
    """

    node_id = UnicodeAttribute()
    state = UnicodeAttribute()


class RequestRow(VaultRow, discriminator="request"):
    upload_id = UnicodeAttribute()
    fingerprint = UnicodeAttribute()
