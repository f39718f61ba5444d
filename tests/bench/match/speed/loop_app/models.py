"""A creator as a Django model: the audience is an array of floats, the roots already taken."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Creator(models.Model):
    id = models.BigIntegerField(primary_key=True)
    platform = models.TextField()
    country = models.TextField(null=True)
    category = models.TextField()
    followers = models.BigIntegerField()
    engagement_rate = models.FloatField(null=True)
    facets = ArrayField(models.IntegerField())
    roots = ArrayField(models.FloatField())

    class Meta:
        managed = False
        db_table = "loop"
