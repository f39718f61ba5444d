"""What does a deployed function answer to an event, and what does it log?

Usage: python -m infra.invoke vault events/api_vault_summary.json  (the API)
       python -m infra.invoke vault.stored events/sqs_stored.json  (a worker or schedule by its handler's name)

`{{resolve:origin-secret}}` in an event becomes the secret that the edge would send.
"""

import base64
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from infra import running
from infra.stack import Stack, StackError

ORIGIN_SECRET = "{{resolve:origin-secret}}"


@dataclass(frozen=True)
class Answer:
    result: str
    log: str
    failed: bool


def output_name(function: str) -> str:
    """`auth` -> AuthFunctionName, `auth.rotate_keys` -> AuthRotateKeysFunctionName."""
    words = function.replace(".", "_").split("_")
    return "".join(word.capitalize() for word in words) + "FunctionName"


def invoke(stack: Stack, function: str, event: str) -> Answer:
    """Raises StackError for a function that the stack does not have."""
    outputs = stack.outputs()
    if output_name(function) not in outputs:
        known = sorted(name.removesuffix("FunctionName") for name in outputs if name.endswith("FunctionName"))
        raise StackError(f"no function {function}; there are {', '.join(known)} (auth, auth.rotate_keys, ...)")
    if ORIGIN_SECRET in event:
        secret = stack.cloud.client("secretsmanager").get_secret_value(SecretId=outputs["OriginSecretArn"])
        event = event.replace(ORIGIN_SECRET, json.loads(secret["SecretString"])["current"])
    reply = stack.cloud.client("lambda").invoke(
        FunctionName=outputs[output_name(function)], Payload=event.encode(), LogType="Tail"
    )
    log = base64.b64decode(reply.get("LogResult", "")).decode(errors="replace")
    return Answer(_pretty(reply["Payload"].read().decode()), log.rstrip(), "FunctionError" in reply)


def _pretty(text: str) -> str:
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print("usage: make invoke FN=vault EVENT=events/api_vault_summary.json", file=sys.stderr)
        return 2
    function, path = arguments
    try:
        answer = invoke(running.stack(), function, Path(path).read_text())
    except (StackError, OSError, BotoCoreError, ClientError) as error:
        print(f"invoke: {error}", file=sys.stderr)
        return 1
    print(answer.result)
    print(f"--- log\n{answer.log}", file=sys.stderr)
    return 1 if answer.failed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
