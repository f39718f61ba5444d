"""How does one function's new code get live in seconds? Build, upload, update_function_code; CloudFormation stays out.

For code only: a changed policy, route, setting or trigger needs `make run` again. For the local platform only: on AWS
CloudFormation would not know of the code, and the next `make deploy` of unchanged sources would leave it there.

Usage: python -m infra.redeploy auth
"""

import sys
import time

from botocore.exceptions import BotoCoreError, ClientError

from infra import running
from infra.artifacts import Artifacts
from infra.build import BuildError, build
from infra.dependencies import Target
from infra.stack import Stack, StackError


def redeploy(stack: Stack, name: str) -> list[str]:
    """Names of the Lambda functions that now run the code of functions/{name}. Raises BuildError, StackError."""
    cloud = stack.cloud
    if not cloud.is_local:
        raise StackError(f"{stack.name} is on AWS: its code goes there by `make deploy`")
    package = build(name, Target.host())
    artifacts = Artifacts.bootstrap(cloud)
    key = artifacts.put_file(package.code_key, package.archive)
    targets = [each.name for each in stack.functions() if each.folder == name]
    if not targets:
        raise StackError(f"no function of functions/{name} is deployed in {stack.name}")
    for target in targets:
        cloud.client("lambda").update_function_code(FunctionName=target, S3Bucket=artifacts.bucket, S3Key=key)
    for target in targets:
        cloud.client("lambda").get_waiter("function_updated_v2").wait(FunctionName=target)
    return targets


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: make redeploy FN=auth", file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        targets = redeploy(running.stack(), arguments[0])
    except (BuildError, StackError, BotoCoreError, ClientError) as error:
        print(f"redeploy: {error}", file=sys.stderr)
        return 1
    print(f"{arguments[0]}: {len(targets)} Lambda functions updated in {time.monotonic() - began:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
