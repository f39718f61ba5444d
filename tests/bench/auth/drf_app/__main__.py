# ruff: noqa: ANN001, ANN201, ANN202, ANN204 - written as most people write it: annotated where the framework reads
"""The contender on Django: its WSGI application, called without a server. `BENCH_STORE` is memory or sqlite."""

import io
import json
import os
import time

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from tests.bench.auth import plain
from tests.bench.auth.worker import Timed, serve
from tests.bench.process import private_output


class Drf:
    def __init__(self, application):
        self._application = application

    def start(self, phone, address):
        return self._post("/auth/otp", {"phone": phone}, address)

    def code(self, phone):
        return plain.texts.pop(phone)

    def verify(self, started, code, address):
        return self._post(f"/auth/otp/{started['challenge_id']}/verify", {"code": code}, address)

    def _post(self, path, body, address):
        raw, answered = json.dumps(body).encode(), []
        environ = {
            "REQUEST_METHOD": "POST",
            "SCRIPT_NAME": "",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(raw)),
            "SERVER_NAME": "bench.test",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "bench.test",
            "HTTP_USER_AGENT": "bench",
            "REMOTE_ADDR": address,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(raw),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        started = time.perf_counter_ns()
        answer = self._application(environ, lambda status, _headers: answered.append(status))
        content = b"".join(answer)
        answer.close()
        ended = time.perf_counter_ns()
        return Timed(ended - started, int(answered[0].split()[0]), json.loads(content))


def main():
    answers = private_output()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.auth.drf_app.settings"
    django.setup()
    if os.environ["BENCH_STORE"] != "memory":
        call_command("migrate", run_syncdb=True, verbosity=0)
    serve(Drf(get_wsgi_application()), answers)


main()
