"""The whole platform on this machine, as one object: for `make run` and for the test suite alike.

    database (migrated) -> emulator -> provider sandbox -> deploy (the same as for AWS), made-up people -> edge

AWS_ENDPOINT_URL and DATABASE_URL of the given environment win: what they name is used, and nothing is started for it.
"""

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from functions.shared.problems import Problem
from infra import migrate, parameters
from infra.aws import Cloud
from infra.build import Package
from infra.deploy import LOCAL_STAGE, build_all, deploy, stack_of
from infra.layout import MIGRATIONS, STATE
from infra.local import distribution, ports, providers, web
from infra.local import node as nodes
from infra.local import state as local_state
from infra.local.emulator import Emulator, restore_code
from infra.local.failure import LocalError
from infra.local.gateway import Gateway, Settings
from infra.local.inbox import Message
from infra.local.node import Node
from infra.local.population import demo
from infra.local.postgres import Postgres
from infra.local.providers import Providers
from infra.local.sandbox.server import Sandbox
from infra.stack import Progress

EMULATOR_PORT = 4566


def _silent(_: str) -> None:
    """Progress that nobody watches."""


class LocalStack:
    """`start` it, use `base_url`, `outputs` and `client`, `stop` it. State stays in `state` for the next start."""

    def __init__(
        self,
        state: Path,
        port: int,
        node: Node,
        site: Path | None,
        environment: Mapping[str, str],
        progress: Progress,
        creators: int,
    ) -> None:
        self.state = state
        self.port = port
        self.outputs: dict[str, str] = {}
        self.database_url = environment.get("DATABASE_URL", "")
        self._environment = environment
        self._node = node
        self._site = site
        self._progress = progress
        self._creators = creators
        self._lock: IO[str] | None = None
        self._postgres: Postgres | None = None
        self._emulator: Emulator | None = None
        self._gateway: Gateway | None = None
        self._providers: Providers | None = None
        self._cloud: Cloud | None = None

    @classmethod
    def start(
        cls,
        state: Path = STATE,
        port: int | None = None,
        *,
        site: Path | None = None,
        environment: Mapping[str, str] = MappingProxyType({}),
        progress: Progress = _silent,
        creators: int = 0,
    ) -> "LocalStack":
        """A running stack. `port`: None = any free one; `site`: None = web/, built when it has changed; `creators`: so
        many made-up ones, with their companies (population/demo.py); 0: nobody.

        `environment` holds the variables of .env.example. Empty, as in tests: a developer's .env must not bend them.

        Raises LocalError, BuildError, StackError, MigrationError or RegistrationError; then nothing is left running.
        """
        stack = cls(state, port or ports.free(), nodes.ensure(progress), site, environment, progress, creators)
        stack._lock = local_state.take(state)
        try:
            stack._run()
        except BaseException:
            stack.stop()
            raise
        return stack

    @property
    def base_url(self) -> str:
        """The address for browsers; `localhost` counts as secure, so that cookies with Secure work."""
        return f"http://localhost:{self.port}"

    @property
    def cloud(self) -> Cloud:
        if self._cloud is None:
            raise LocalError("the local stack is not started")
        return self._cloud

    @property
    def sandbox(self) -> Sandbox:
        """The providers that are played here. Raises LocalError where all of them are real."""
        if self._providers is None or self._providers.sandbox is None:
            raise LocalError("no provider is played on this machine")
        return self._providers.sandbox

    @property
    def providers(self) -> str:
        """Who they are, in words."""
        return self._providers.described() if self._providers else ""

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator."""
        return self.cloud.client(service)

    def _run(self) -> None:
        with ThreadPoolExecutor(3) as pool:  # a cold start waits mostly for npm and pip: side by side
            site = pool.submit(self._build_site)
            packages = pool.submit(build_all, LOCAL_STAGE, self._progress)
            database = pool.submit(self._start_database)
            self._start_emulator()
            restored = pool.submit(self._restore_code)
            self._providers = providers.start(self.state, self._environment)
            database.result()  # the functions are told its address
            people = pool.submit(self._seed)
            restored.result()
            self._deploy(packages.result(), site.result())
            people.result()
        self._start_gateway()
        self._remember()

    def stop(self) -> None:
        """In the reverse order: no request reaches a half-stopped platform, and the emulator saves what was done."""
        for part in (self._gateway, self._emulator, self._providers, self._postgres):
            if part is not None:
                part.stop()
        self._gateway = self._emulator = self._providers = self._postgres = None
        if self._lock is not None:
            (self.state / "running.json").unlink(missing_ok=True)
            self._lock.close()
            self._lock = None

    def _start_database(self) -> None:
        if not self.database_url:
            self._postgres = Postgres(self.state / "postgres")
            self.database_url = self._postgres.start()
        migrate.apply(self.database_url, MIGRATIONS, self._progress)

    def _seed(self) -> None:
        """Beside the deployment, which mostly waits."""
        if not self._creators:
            return
        try:
            loaded = demo.seed(self.database_url, count=self._creators)
        except Problem as problem:
            raise LocalError(f"made-up people: {problem}") from problem
        self._progress(f"made-up people: {self._creators} creators; {loaded.accounts} accounts brought up to date")

    def _start_emulator(self) -> None:
        endpoint = self._environment.get("AWS_ENDPOINT_URL")
        if endpoint:
            self._cloud = Cloud(endpoint.rstrip("/"))
            self._progress(f"AWS: using {endpoint}")
            return
        self._emulator = Emulator(self.state, ports.free(EMULATOR_PORT))
        restored = self._emulator.has_state
        self._emulator.start()
        self._cloud = Cloud(self._emulator.endpoint)
        self._progress(f"AWS: emulator at {self._emulator.endpoint}{' with its earlier state' if restored else ''}")

    def _build_site(self) -> Path:
        return self._site or web.build(self._node, self._progress)

    def _restore_code(self) -> None:
        stack = stack_of(self.cloud, LOCAL_STAGE)
        if stack.exists():
            restore_code(self.cloud, stack)

    def _deploy(self, packages: list[Package], site: Path) -> None:
        storage = str(self.cloud.endpoint)
        given = parameters.given(self._environment, parameters.EVERYWHERE)
        origins = {"SiteOrigin": self.base_url, "StorageOrigin": storage, "StorageEndpointUrl": storage}
        trends = self._providers.trends if self._providers else ""
        played = {"PushHosts": f"{parameters.default('PushHosts')},{trends}"} if trends else {}
        given = {
            "YoutubeDerivedMetricsAccepted": "on",
            **played,
            **given,
        }  # nobody's channel is here but the sandbox's and one's own
        settings = {**given, **origins, "DatabaseUrl": self.database_url, "TrendsBaseUrl": trends}
        self.outputs = deploy(
            self.cloud,
            LOCAL_STAGE,
            packages,
            settings,
            registrations=self._providers.entries if self._providers else {},
            site_folder=site,
            progress=self._progress,
        )

    def _start_gateway(self) -> None:
        rules = distribution.read(self.cloud, stack_of(self.cloud, LOCAL_STAGE).name)
        settings = Settings(self.port, self._node.executable, self.state / "inbox.json", self._announce)
        self._gateway = Gateway(rules, self.cloud, settings)
        self._gateway.start()

    def _announce(self, message: Message) -> None:
        self._progress(f"SMS to {message.phone}: {message.body}")

    def _remember(self) -> None:
        """For `make invoke` and `make redeploy` in another terminal."""
        facts = {"endpoint": self.cloud.endpoint, "base_url": self.base_url, "database_url": self.database_url}
        if self._providers and self._providers.sandbox:
            facts["sandbox_url"] = self._providers.sandbox.base_url
        (self.state / "running.json").write_text(json.dumps(facts, indent=1))
