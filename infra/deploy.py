"""How does the platform get onto AWS, or onto an emulator? The same steps for both.

    build -> artifacts -> migrations -> CloudFormation -> first signing key, push key -> site

Usage: python -m infra.deploy STAGE
"""

import json
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared.migrations import MigrationError
from infra import cfn_yaml, migrate, parameters, provider_clients, push_key, site
from infra.artifacts import Artifacts
from infra.aws import Cloud
from infra.build import BuildError, Package, build
from infra.dependencies import Target
from infra.layout import DATABASE_TEMPLATE, EVENTS, MIGRATIONS, ROOT_TEMPLATE, SITE, function_names
from infra.provider_clients import RegistrationError
from infra.stack import Progress, Stack, StackError

LOCAL_STAGE = "local"
PROTECTED = ("ConnectTableName", "IdentityTableName", "TokenTableName", "VaultTableName")
"""Outputs that name the tables which nobody may delete by mistake."""


# [Note: Migrations first] The function connect.migrate runs what it is sent, so that of the release before can prepare
# the database for this one: no request meets code whose tables are not there. The code of the release before bears the
# new schema (expand/contract). Only a first deployment migrates afterwards.


def stack_of(cloud: Cloud, stage: str) -> Stack:
    return Stack(cloud, f"infofluencer-{stage}")


def deploy(
    cloud: Cloud,
    stage: str,
    packages: list[Package],
    settings: Mapping[str, str],
    *,
    registrations: provider_clients.Entries = MappingProxyType({}),
    site_folder: Path = SITE,
    progress: Progress = print,
) -> dict[str, str]:
    """Everything after the build; returns the root stack's outputs. Raises StackError or MigrationError.

    `registrations` replace those of the same providers; what is not named stays as it is deployed.
    """
    stack = stack_of(cloud, stage)
    before = stack.outputs() if stack.exists() else {}
    artifacts = Artifacts.bootstrap(cloud)
    wanted = {**_built(artifacts, packages, site_folder), **settings, "Stage": stage}
    wanted["OriginSecretVersion"] = parameters.origin_secret_version(stack)
    early = stage != LOCAL_STAGE and migrate.FUNCTION in before
    if early:  # [Note: Migrations first]
        migrate.apply_remotely(cloud, before, MIGRATIONS, progress)
    outputs = _apply(stack, artifacts, wanted, before.get("SiteUrl", ""), progress)
    if stage != LOCAL_STAGE:
        protect(cloud, outputs)
        if not early:
            migrate.apply_remotely(cloud, outputs, MIGRATIONS, progress)
    ensure_signing_key(cloud, outputs, progress)
    push_key.ensure(cloud, outputs["PushKeySecretArn"], progress)
    provider_clients.write(cloud, outputs["ProviderClientsSecretArn"], registrations, progress)
    if site_folder.is_dir():
        site.upload(cloud.client("s3"), outputs["SiteBucketName"], site_folder, progress)
    return outputs


def _built(artifacts: Artifacts, packages: list[Package], site_folder: Path) -> dict[str, str]:
    """Parameters that name what was built and uploaded."""
    urls = {f"{package.name.capitalize()}TemplateUrl": _publish(artifacts, package) for package in packages}
    database = artifacts.put_template("database", json.dumps(cfn_yaml.load(DATABASE_TEMPLATE)))
    pages = ",".join(site.pages(site_folder))
    return {**urls, "ArtifactBucket": artifacts.bucket, "DatabaseTemplateUrl": database, "SitePages": pages}


def _apply(
    stack: Stack, artifacts: Artifacts, wanted: Mapping[str, str], known: str, progress: Progress
) -> dict[str, str]:
    """The stack as `wanted`; `known` is its address so far.

    The functions are told the address, which without a SiteOrigin is known only once the distribution stands: then the
    first deployment updates what it just made.
    """
    root = artifacts.put_template("root", json.dumps(cfn_yaml.load(ROOT_TEMPLATE)))
    kept = [] if wanted["Stage"] == LOCAL_STAGE else list(parameters.SETTINGS.values())
    origin = wanted.get("SiteOrigin") or known
    changed = stack.apply(root, {**wanted, "PublicOrigin": origin}, kept)
    outputs = stack.outputs()
    if outputs["SiteUrl"] != origin:
        stack.apply(root, {**wanted, "PublicOrigin": outputs["SiteUrl"]}, kept)
    progress(f"stack {stack.name}: {'deployed' if changed else 'unchanged'}")
    return outputs


def protect(cloud: Cloud, outputs: Mapping[str, str]) -> None:
    """[Note: Deletion protection] Not in the templates: a first create that fails must be able to take its tables and
    its database away again, else it ends as ROLLBACK_FAILED.
    """
    protect_tables(cloud, outputs)
    rds, name = cloud.client("rds"), outputs["DatabaseId"]
    (found,) = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    if not found.get("DeletionProtection"):
        rds.modify_db_instance(DBInstanceIdentifier=name, DeletionProtection=True, ApplyImmediately=True)


def protect_tables(cloud: Cloud, outputs: Mapping[str, str]) -> None:
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
        settings, registrations = parameters.given(os.environ), provider_clients.given(os.environ)
        outputs = deploy(cloud, stage, build_all(stage), settings, registrations=registrations)
    except (BuildError, StackError, MigrationError, RegistrationError, BotoCoreError, ClientError) as error:
        print(f"deploy: {error}", file=sys.stderr)
        return 1
    print(outputs["SiteUrl"])
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
