"""How does the platform get onto AWS, or onto an emulator? The same steps for both.

    build -> artifacts -> CloudFormation -> first signing key -> migrations -> site

Usage: python -m infra.deploy STAGE    (DATABASE_URL names a database to migrate)
"""

import json
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from infra import cfn_yaml, migrate, parameters, site
from infra.artifacts import Artifacts
from infra.aws import Cloud
from infra.build import BuildError, Package, build
from infra.dependencies import Target
from infra.layout import EVENTS, MIGRATIONS, ROOT_TEMPLATE, SITE, function_names
from infra.stack import Progress, Stack, StackError

LOCAL_STAGE = "local"
PROTECTED = ("IdentityTableName", "VaultTableName")
"""Outputs that name the tables which nobody may delete by mistake."""


def stack_of(cloud: Cloud, stage: str) -> Stack:
    return Stack(cloud, f"infofluencer-{stage}")


def deploy(
    cloud: Cloud,
    stage: str,
    packages: list[Package],
    settings: Mapping[str, str],
    *,
    database_url: str = "",
    site_folder: Path = SITE,
    progress: Progress = print,
) -> dict[str, str]:
    """Everything after the build; returns the root stack's outputs. Raises StackError or MigrationError."""
    stack = stack_of(cloud, stage)
    artifacts = Artifacts.bootstrap(cloud)
    own = {"Stage": stage, "OriginSecretVersion": parameters.origin_secret_version(stack)}
    built = {"ArtifactBucket": artifacts.bucket, "SitePages": ",".join(site.pages(site_folder))}
    urls = {f"{package.name.capitalize()}TemplateUrl": _publish(artifacts, package) for package in packages}
    root = artifacts.put_template("root", json.dumps(cfn_yaml.load(ROOT_TEMPLATE)))
    kept = [] if stage == LOCAL_STAGE else list(parameters.SETTINGS.values())
    changed = stack.apply(root, {**own, **built, **urls, **settings}, kept)
    progress(f"stack {stack.name}: {'deployed' if changed else 'unchanged'}")
    outputs = stack.outputs()
    if stage != LOCAL_STAGE:
        protect_tables(cloud, outputs)
    ensure_signing_key(cloud, outputs, progress)
    if database_url:
        migrate.apply(database_url, MIGRATIONS, progress)
    if site_folder.is_dir():
        site.upload(cloud.client("s3"), outputs["SiteBucketName"], site_folder, progress)
    return outputs


def protect_tables(cloud: Cloud, outputs: Mapping[str, str]) -> None:
    """[Note: Deletion protection] Not in the template: a first create that fails must be able to take its tables away
    again, else it ends as ROLLBACK_FAILED.
    """
    dynamodb = cloud.client("dynamodb")
    for name in (outputs[key] for key in PROTECTED):
        if not dynamodb.describe_table(TableName=name)["Table"].get("DeletionProtectionEnabled"):
            dynamodb.update_table(TableName=name, DeletionProtectionEnabled=True)


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


def _refusal(cloud: Cloud, stage: str) -> str | None:
    """Why this stage does not belong onto this cloud."""
    if stage == LOCAL_STAGE and not cloud.is_local:
        return f"stage {stage} is for an emulator: `make run`, or name a stage, e.g. STAGE=prod"
    if stage != LOCAL_STAGE and cloud.is_local:
        return f"AWS_ENDPOINT_URL={cloud.endpoint} is an emulator, not AWS: unset it, also in .env, to deploy {stage}"
    return None


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python -m infra.deploy STAGE (for example prod)", file=sys.stderr)
        return 2
    cloud, stage = Cloud.from_environment(), arguments[0]
    if refusal := _refusal(cloud, stage):
        print(f"deploy: {refusal}", file=sys.stderr)
        return 2
    try:
        settings, database_url = parameters.given(os.environ), os.environ.get("DATABASE_URL", "")
        outputs = deploy(cloud, stage, build_all(stage), settings, database_url=database_url)
    except (BuildError, StackError, migrate.MigrationError, BotoCoreError, ClientError) as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 1
    print(outputs["SiteUrl"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
