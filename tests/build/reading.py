"""What do the tests of templates look for? Resources by type, statements of roles."""

from collections.abc import Iterator
from typing import Any

Template = dict[str, Any]


def resources(template: Template, kind: str) -> dict[str, Any]:
    """Name -> properties."""
    return {name: each["Properties"] for name, each in template["Resources"].items() if each["Type"] == kind}


def plain(statement: dict[str, Any]) -> dict[str, Any]:
    """The statement itself, where it exists under a condition only."""
    found: dict[str, Any] = statement["Fn::If"][1] if "Fn::If" in statement else statement
    return found


def of_role(role: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in role["Policies"]:
        yield from map(plain, policy["PolicyDocument"]["Statement"])


def statements(template: Template) -> Iterator[dict[str, Any]]:
    for role in resources(template, "AWS::IAM::Role").values():
        yield from of_role(role)


def of_function(template: Template, function: str) -> list[dict[str, Any]]:
    """Statements of the role of one Lambda function, by its logical name."""
    role = template["Resources"][function]["Properties"]["Role"]["Fn::GetAtt"][0]
    return list(of_role(template["Resources"][role]["Properties"]))


def text(resource: Any) -> str:
    """An ARN as written: the text of !Sub, else the reference."""
    return str(resource.get("Fn::Sub", resource)) if isinstance(resource, dict) else str(resource)


def texts(statement: dict[str, Any]) -> list[str]:
    found = statement["Resource"]
    return [text(each) for each in (found if isinstance(found, list) else [found])]
