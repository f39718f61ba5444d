"""How is the root stack created or updated, and why did it fail?"""

import hashlib
import json
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.aws import Cloud

DIGEST_TAG = "infofluencer:digest"
"""[Note: Digest tag] Tells the emulator's stack of an update from one that is not: it would run either, and it needs
changed tags to keep a nested stack's attributes. Not on AWS, which knows by itself: a stack's tags go onto every
resource of it, so that each deployment would touch all of them.
"""
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
TIMEOUT = 2400
"""Seconds; a new CloudFront distribution alone takes up to fifteen minutes."""
DELETE_FIRST = (
    "its first create could not be undone. `aws cloudformation describe-stack-events` says by what; remove that, "
    "`aws cloudformation delete-stack`, then deploy again (locally: make reset)"
)
STUCK = {
    "ROLLBACK_FAILED": DELETE_FIRST,
    "DELETE_FAILED": DELETE_FIRST,
    "UPDATE_ROLLBACK_FAILED": (
        "an update could not be undone. `aws cloudformation continue-update-rollback`, then deploy again "
        "(locally: make reset)"
    ),
}
"""Status from which no deployment leads out -> what to do."""

Progress = Callable[[str], None]


class StackError(Exception):
    """CloudFormation refused or rolled back; the text names the resource and its reason."""


@dataclass(frozen=True)
class Function:
    """One Lambda function of the platform, where it is deployed."""

    folder: str
    """The nested stack: `auth`, `vault`..."""
    name: str
    """Physical name."""
    bucket: str
    key: str


@dataclass(frozen=True)
class Stack:
    """One CloudFormation stack by name."""

    cloud: Cloud
    name: str

    def exists(self) -> bool:
        return self._describe() is not None

    def outputs(self) -> dict[str, str]:
        """Raises StackError where the stack is not there."""
        found = self._describe()
        if found is None:
            raise StackError(f"there is no stack {self.name}: deploy first")
        return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        """As the stack has them; empty where it is not there."""
        found = (self._describe() or {}).get("Parameters", [])
        return {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in found}

    def apply(self, template_url: str, parameters: Mapping[str, str], kept: Collection[str] = ()) -> bool:
        """Creates or updates and waits. False when the stack already is what was asked for. Raises StackError.

        Parameters named in `kept` that are not in `parameters` stay as the stack has them.
        """
        found = self._updatable()
        request = {
            "StackName": self.name,
            "TemplateURL": template_url,
            "Parameters": [*_values(parameters), *_previous(found or {}, set(kept) - set(parameters))],
            "Capabilities": CAPABILITIES,
        }
        if self.cloud.is_local:
            digest = hashlib.sha256(json.dumps([template_url, dict(parameters)], sort_keys=True).encode()).hexdigest()
            if found and _is_settled(found) and _tag(found) == digest:
                return False
            request["Tags"] = [{"Key": DIGEST_TAG, "Value": digest}]
        if not self._send("update_stack" if found else "create_stack", request):
            return False
        self._wait()
        return True

    def functions(self) -> list[Function]:
        """Every Lambda function of the nested stacks, with the code that their templates name."""
        bucket = self.parameters().get("ArtifactBucket", "")
        return [
            Function(nested["LogicalResourceId"].lower(), resource["PhysicalResourceId"], bucket, key)
            for nested in self._resources(self.name, "AWS::CloudFormation::Stack")
            for resource, key in self._coded(nested["PhysicalResourceId"])
        ]

    def _coded(self, nested: str) -> list[tuple[dict[str, Any], str]]:
        template = self._client.get_template(StackName=nested)["TemplateBody"]["Resources"]
        found = self._resources(nested, "AWS::Lambda::Function")
        return [(each, template[each["LogicalResourceId"]]["Properties"]["Code"]["S3Key"]) for each in found]

    def _resources(self, stack: str, kind: str) -> list[dict[str, Any]]:
        pages = self._client.get_paginator("list_stack_resources").paginate(StackName=stack)
        return [each for page in pages for each in page["StackResourceSummaries"] if each["ResourceType"] == kind]

    def _updatable(self) -> dict[str, Any] | None:
        """The stack as it is; None where it has to be created. Raises StackError where neither is possible."""
        found = self._describe()
        if found and found["StackStatus"] == "ROLLBACK_COMPLETE":
            self._delete()
            return None
        if found and found["StackStatus"] in STUCK:
            raise StackError(f"stack {self.name} is {found['StackStatus']}: {STUCK[found['StackStatus']]}")
        return found

    @property
    def _client(self) -> Any:
        return self.cloud.client("cloudformation")

    def _send(self, operation: str, request: dict[str, Any]) -> bool:
        try:
            getattr(self._client, operation)(**request)
        except ClientError as error:
            message = error.response["Error"].get("Message", str(error))
            if "No updates are to be performed" in message:
                return False
            raise StackError(f"CloudFormation refused {operation} of {self.name}: {message}") from error
        return True

    def _describe(self) -> dict[str, Any] | None:
        try:
            found: list[dict[str, Any]] = self._client.describe_stacks(StackName=self.name)["Stacks"]
        except ClientError as error:
            if "does not exist" in str(error):
                return None
            raise
        return next((stack for stack in found if stack["StackStatus"] != "DELETE_COMPLETE"), None)

    def _wait(self) -> None:
        deadline = time.monotonic() + TIMEOUT
        while time.monotonic() < deadline:
            status = (self._describe() or {"StackStatus": "DELETE_COMPLETE"})["StackStatus"]
            if status in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
                return
            if not status.endswith("IN_PROGRESS"):
                raise StackError(f"stack {self.name} ended as {status}: {self._reason(self.name)}")
            time.sleep(0.2 if self.cloud.is_local else 5)
        raise StackError(f"stack {self.name} was not ready after {TIMEOUT} s")

    def _delete(self) -> None:
        self._client.delete_stack(StackName=self.name)
        while (self._describe() or {}).get("StackStatus", "").endswith("IN_PROGRESS"):
            time.sleep(0.2 if self.cloud.is_local else 5)

    def _reason(self, stack: str) -> str:
        """The first failure of the last operation, in the nested stack where it happened."""
        failures = list(self._failures(stack))
        if not failures:
            return "CloudFormation names no reason"
        first = failures[-1]
        nested = first.get("PhysicalResourceId", "")
        if first["ResourceType"] == "AWS::CloudFormation::Stack" and nested and nested != first["StackId"]:
            return f"{first['LogicalResourceId']} > {self._reason(nested)}"
        return (
            f"{first['LogicalResourceId']} ({first['ResourceType']}): {first.get('ResourceStatusReason', 'no reason')}"
        )

    def _failures(self, stack: str) -> Iterator[dict[str, Any]]:
        """Failed events of the last operation, newest first."""
        for event in self._client.describe_stack_events(StackName=stack)["StackEvents"]:
            start = event["ResourceStatus"] in {"CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"}
            if start and event["PhysicalResourceId"] == event["StackId"]:
                return
            cancelled = "cancelled" in event.get("ResourceStatusReason", "")
            if event["ResourceStatus"].endswith("_FAILED") and not cancelled:
                yield event


def _values(parameters: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"ParameterKey": key, "ParameterValue": value} for key, value in sorted(parameters.items())]


def _previous(stack: Mapping[str, Any], names: Collection[str]) -> list[dict[str, Any]]:
    """Those of `names` that the stack has; it does not know a parameter that is new in the template."""
    known = sorted({each["ParameterKey"] for each in stack.get("Parameters", [])} & set(names))
    return [{"ParameterKey": key, "UsePreviousValue": True} for key in known]


def _is_settled(stack: Mapping[str, Any]) -> bool:
    return stack["StackStatus"] in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}


def _tag(stack: Mapping[str, Any]) -> str | None:
    return next((tag["Value"] for tag in stack.get("Tags", []) if tag["Key"] == DIGEST_TAG), None)
