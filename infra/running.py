"""Which deployed platform do `make invoke` and `make redeploy` mean? That of STAGE, by default the local one."""

import json
import os

from infra.aws import Cloud
from infra.deploy import LOCAL_STAGE, stack_of
from infra.layout import STATE
from infra.stack import Stack, StackError


def stack() -> Stack:
    """Raises StackError where the local platform is asked for and does not run."""
    stage = os.environ.get("STAGE") or LOCAL_STAGE
    if stage != LOCAL_STAGE or os.environ.get("AWS_ENDPOINT_URL"):
        return stack_of(Cloud.from_environment(), stage)
    try:
        facts = json.loads((STATE / "running.json").read_text())
    except OSError as error:
        raise StackError("nothing runs here: start it with `make run`, or name a STAGE") from error
    return stack_of(Cloud(facts["endpoint"]), stage)
