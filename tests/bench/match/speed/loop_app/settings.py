"""Django's settings: the ORM on the bench's table, nothing else."""

import os

from psycopg.conninfo import conninfo_to_dict

SECRET_KEY = "bench"
USE_TZ = True
INSTALLED_APPS = ["tests.bench.match.speed.loop_app"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
_url = conninfo_to_dict(os.environ["DATABASE_URL"])
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _url["dbname"],
        "USER": _url["user"],
        "HOST": _url["host"],
        "CONN_MAX_AGE": None,
        "OPTIONS": {"options": "-c search_path=bench,public"},
    }
}
