"""How does the platform get onto AWS, or onto an emulator? The same steps for both.

    build -> artifacts -> CloudFormation -> first signing key -> migrations -> site

Usage: python -m infra.deploy STAGE    (AWS_ENDPOINT_URL chooses an emulator, DATABASE_URL a database to migrate)
"""

import json
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from infra import cfn_yaml, migrate, site
from infra.artifacts import Artifacts
from infra.aws import Cloud
from infra.build import BuildError, Package, build
from infra.dependencies import Target
from infra.layout import EVENTS, MIGRATIONS, ROOT_TEMPLATE, SITE, function_names
from infra.stack import Progress, Stack, StackError

LOCAL_STAGE = "local"
PARAMETERS = {
    "SITE_ORIGIN": "SiteOrigin",
    "SITE_DOMAIN": "SiteDomain",
    "CERTIFICATE_ARN": "CertificateArn",
    "STORAGE_ORIGIN": "StorageOrigin",
    "STORAGE_ENDPOINT_URL": "StorageEndpointUrl",
    "ALARM_EMAIL": "AlarmEmail",
    "LOG_LEVEL": "LogLevel",
    "TRACING": "Tracing",
    "SMS_DAILY_BUDGET": "SmsDailyBudget",
    "SMS_MONTHLY_SPEND_ALARM": "SmsMonthlySpendAlarm",
    "SMS_SENDER_ID": "SmsSenderId",
    "SMS_COUNTRIES": "SmsCountries",
    "QUOTA_BYTES": "QuotaBytes",
}
"""Environment variable -> template parameter; .env.example explains them."""


def stack_of(cloud: Cloud, stage: str) -> Stack:
    return Stack(cloud, f"infofluencer-{stage}")


def parameters_from(environment: Mapping[str, str]) -> dict[str, str]:
    """Template parameters that the environment sets; the others keep the template's defaults."""
    return {name: environment[key] for key, name in PARAMETERS.items() if environment.get(key)}


def deploy(
    cloud: Cloud,
    stage: str,
    packages: list[Package],
    parameters: Mapping[str, str],
    *,
    site_folder: Path = SITE,
    progress: Progress = print,
) -> dict[str, str]:
    """Everything between build and migrations; returns the root stack's outputs. Raises StackError."""
    artifacts = Artifacts.bootstrap(cloud)
    urls = {f"{p.name.capitalize()}TemplateUrl": _publish(artifacts, p) for p in packages}
    root = artifacts.put_template("root", json.dumps(cfn_yaml.load(ROOT_TEMPLATE)))
    given = {"Stage": stage, "ArtifactBucket": artifacts.bucket, "SitePages": ",".join(site.pages(site_folder))}
    stack = stack_of(cloud, stage)
    changed = stack.apply(root, {**given, **urls, **parameters})
    progress(f"stack {stack.name}: {'deployed' if changed else 'unchanged'}")
    outputs = stack.outputs()
    ensure_signing_key(cloud, outputs, progress)
    if site_folder.is_dir():
        site.upload(cloud.client("s3"), outputs["SiteBucketName"], site_folder, progress)
    return outputs


def build_all(stage: str, progress: Progress = print) -> list[Package]:
    """All functions, two at a time; for AWS with wheels of its machines, for the emulator with this one's."""
    target = Target.host() if stage == LOCAL_STAGE else Target.aws()
    with ThreadPoolExecutor(2) as pool:
        packages = list(pool.map(lambda name: build(name, target), function_names()))
    progress(f"functions: {', '.join(p.name + (' built' if p.fresh else ' unchanged') for p in packages)}")
    return packages


def ensure_signing_key(cloud: Cloud, outputs: Mapping[str, str], progress: Progress = print) -> None:
    """The first signing key is made by the same rotation that later replaces it. Raises StackError when it fails."""
    secret = cloud.client("secretsmanager").get_secret_value(SecretId=outputs["SigningKeysSecretArn"])
    if json.loads(secret["SecretString"]).get("keys"):
        return
    reply = cloud.client("lambda").invoke(FunctionName=outputs["AuthRotateKeysFunctionName"], Payload=_schedule_event())
    answer = reply["Payload"].read().decode()
    if reply.get("FunctionError"):
        raise StackError(f"the first signing key could not be made: {answer}")
    progress("signing key: made")


def _schedule_event() -> bytes:
    return (EVENTS / "schedule.json").read_bytes()


def _publish(artifacts: Artifacts, package: Package) -> str:
    artifacts.put_file(package.code_key, package.archive)
    return artifacts.put_template(package.name, package.template.read_text())


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m infra.deploy STAGE (for example prod)", file=sys.stderr)
        return 2
    try:
        cloud, stage = Cloud.from_environment(), arguments[0]
        outputs = deploy(cloud, stage, build_all(stage), parameters_from(os.environ))
        if url := os.environ.get("DATABASE_URL"):
            migrate.apply(url, MIGRATIONS, print)
    except (BuildError, StackError, migrate.MigrationError) as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 1
    print(outputs["SiteUrl"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
