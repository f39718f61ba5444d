"""Our tables as Django models: both write the same rows. Tokens are kept in a column, encrypted with Fernet."""

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
    due_at = models.DateTimeField(null=True)
    queued_until = models.DateTimeField(null=True)
    claim = models.TextField(null=True)
    claimed_until = models.DateTimeField(null=True)
    pull_no = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    checked_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "connections"


class Token(models.Model):
    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, primary_key=True)
    sealed = models.BinaryField()

    class Meta:
        managed = False
        db_table = "bench_tokens"


class Snapshot(models.Model):
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE)
    fetched_at = models.DateTimeField()
    content_hash = models.TextField()
    body = models.JSONField()

    class Meta:
        managed = False
        db_table = "snapshots"


class Measured(models.Model):
    pk = models.CompositePrimaryKey("connection_id", "metric", "day")
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE)
    metric = models.TextField()
    day = models.DateField()
    value = models.FloatField()

    class Meta:
        managed = False
        db_table = "metrics"


class Creator(models.Model):
    connection = models.OneToOneField(Connection, on_delete=models.CASCADE, primary_key=True)
    user_id = models.TextField()
    platform = models.TextField()
    name = models.TextField()
    handle = models.TextField()
    followers = models.BigIntegerField(null=True)
    audience = models.JSONField()
    metrics = models.JSONField()
    checked_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "creators"
