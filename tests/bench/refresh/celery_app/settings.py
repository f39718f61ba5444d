"""Django's settings: the ORM on the same tables, nothing else."""

import os
from urllib.parse import parse_qs, urlsplit

SECRET_KEY = "bench"
USE_TZ = True
INSTALLED_APPS = ["tests.bench.refresh.celery_app"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_url = urlsplit(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _url.path.removeprefix("/"),
        "USER": "postgres",
        "HOST": parse_qs(_url.query)["host"][0],
        "CONN_MAX_AGE": None,  # a worker keeps its connection, as ours does
        "OPTIONS": {"options": "-c search_path=connect,match,public"},
    }
}
