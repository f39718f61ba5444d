# ruff: noqa: RUF012 - written as most people write it: annotated where the framework reads
"""The tables of the plain version on Django's ORM."""

from django.db import models


class User(models.Model):
    id = models.CharField(primary_key=True, max_length=32)
    phone = models.CharField(max_length=16, unique=True)
    display_name = models.CharField(max_length=80, null=True)
    locale = models.CharField(max_length=2, default="tr")
    role = models.CharField(max_length=12, default="none")
    created_at = models.DateTimeField(auto_now_add=True)


class Challenge(models.Model):
    id = models.CharField(primary_key=True, max_length=32)
    phone = models.CharField(max_length=16)
    code_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    used = models.BooleanField(default=False)
    created_at = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["phone", "created_at"])]


class Session(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    refresh_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.FloatField()
