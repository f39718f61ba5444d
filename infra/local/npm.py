"""`npm` in web/, with the Node of this machine or of the wheel and the packages of the lock file.

Usage: python -m infra.local.npm test
"""

import subprocess
import sys

from infra.local import node, web
from infra.local.failure import LocalError


def main(arguments: list[str]) -> int:
    try:
        tools = node.ensure()
        web.install(tools)
        if arguments == ["run", "build"]:
            web.build(tools)
            return 0
    except LocalError as error:
        print(f"npm: {error}", file=sys.stderr)
        return 1
    command = [str(tools.bin / "npm"), *arguments]
    environment = {**tools.environment(), "NEXT_TELEMETRY_DISABLED": "1"}
    return subprocess.run(command, cwd=web.WEB, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
