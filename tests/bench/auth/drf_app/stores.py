# ruff: noqa: ANN001, ANN201 - written as most people write it: annotated where the framework reads
"""`plain.Store` on Django's ORM."""

from uuid import uuid4

from django.db import transaction

from tests.bench.auth import plain
from tests.bench.auth.drf_app.models import Challenge, Session, User


class OrmStore:
    def last_sent_at(self, phone):
        return (
            Challenge.objects.filter(phone=phone).order_by("-created_at").values_list("created_at", flat=True).first()
        )

    def add(self, challenge):
        Challenge.objects.create(
            id=challenge.id, phone=challenge.phone, code_hash=challenge.code_hash, created_at=challenge.created_at
        )

    def challenge(self, challenge_id):
        row = Challenge.objects.filter(pk=challenge_id).first()
        return row and plain.Challenge(row.id, row.phone, row.code_hash, row.attempts, row.used, row.created_at)

    def save_attempts(self, challenge):
        Challenge.objects.filter(pk=challenge.id).update(attempts=challenge.attempts)

    def sign_in(self, challenge, refresh_hash, expires_at):
        with transaction.atomic():
            Challenge.objects.filter(pk=challenge.id).update(used=True)
            user, is_new = User.objects.get_or_create(phone=challenge.phone, defaults={"id": uuid4().hex})
            Session.objects.create(user=user, refresh_hash=refresh_hash, expires_at=expires_at)
        return plain.User(user.id, user.phone, user.display_name, user.locale, user.role), is_new
