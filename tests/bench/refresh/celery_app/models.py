# ruff: noqa: RUF012, DJ001 - written as most people write it; the tables are ours
"""Our tables as Django models: the same rows are written by both."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Connection(models.Model):
    id = models.TextField(primary_key=True)
    user_id = models.TextField()
    provider = models.TextField()
    status = models.TextField()
    reason = models.TextField(null=True)
    account_id = models.TextField(default="")
    name = models.TextField(default="")
    handle = models.TextField(default="")
    property_id = models.TextField(null=True)
    scopes = ArrayField(models.TextField(), default=list)
    share_with_brands = models.BooleanField(default=False)
    token_expires_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    queued_until = models.DateTimeField(null=True)
    pull_no = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "connections"


class Snapshot(models.Model):
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE)
    fetched_at = models.DateTimeField()
    content_hash = models.TextField()
    body = models.JSONField()

    class Meta:
        managed = False
        db_table = "snapshots"
