"""Is a request of Google's APIs one that Google would take? By the discovery documents of google-api-python-client.

A parameter or a member that no document knows, or that is missing, is answered 400, so that a misspelling does not go
unnoticed until production.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from infra.local.sandbox.exchange import Asked, Refused
from infra.local.sandbox.google_calls import bad_request

_SYSTEM = frozenset({"$alt", "$prettyPrint", "$fields"})
"""Taken by every API although no document lists them; the Analytics client sends `$alt`."""


@lru_cache
def document(name: str) -> Mapping[str, Any]:
    """`youtube.v3`, `youtubeAnalytics.v2`, `analyticsadmin.v1beta`, `analyticsdata.v1beta`."""
    folder = files("googleapiclient.discovery_cache") / "documents"
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def method(name: str, path: str) -> Mapping[str, Any]:
    """A method by its dotted path: `channels.list`."""
    *resources, last = path.split(".")
    found = document(name)
    for resource in resources:
        found = found["resources"][resource]
    return dict(found["methods"][last])


def check_parameters(asked: Asked, name: str, path: str) -> None:
    """Raises Refused with Google's 400."""
    declared = {**document(name)["parameters"], **method(name, path).get("parameters", {})}
    for parameter, values in asked.query.items():
        if parameter in _SYSTEM:
            continue
        if parameter not in declared or declared[parameter].get("location") == "path":
            raise Refused(bad_request(f'Invalid JSON payload received. Unknown name "{parameter}": Cannot bind query'))
        if len(values) > 1 and not declared[parameter].get("repeated"):
            raise Refused(bad_request(f"Parameter {parameter} comes more than once."))
        for value in values:
            _check_value(parameter, declared[parameter], value)
    for parameter, rule in declared.items():
        if rule.get("required") and rule.get("location") == "query" and not asked.first(parameter):
            raise Refused(bad_request(f"Required parameter: {parameter}", "missingRequiredParameter"))


def check_body(asked: Asked, name: str, schema: str) -> Mapping[str, Any]:
    """The request's JSON object. Raises Refused with Google's 400."""
    try:
        body = json.loads(asked.body or b"{}")
    except (ValueError, RecursionError):
        raise Refused(bad_request("Invalid JSON payload received.")) from None
    wrong = faults(name, schema, body, lenient=True)
    if wrong:
        raise Refused(bad_request(f"Invalid JSON payload received. {wrong[0]}"))
    return dict(body)


def faults(name: str, schema: str, value: Any, *, lenient: bool = False) -> list[str]:
    """What in this JSON the schema does not know, by place. `lenient`: as requests may be written (proto3 JSON)."""
    return list(_faults(document(name)["schemas"], {"$ref": schema}, value, schema, lenient=lenient))


def _check_value(parameter: str, rule: Mapping[str, Any], value: str) -> None:
    if rule["type"] == "integer":
        try:
            number = int(value)
        except ValueError:
            raise Refused(bad_request(f"Invalid value at '{parameter}'", "invalidParameter")) from None
        if not int(rule.get("minimum", number)) <= number <= int(rule.get("maximum", number)):
            raise Refused(bad_request(f"Invalid value '{value}' of {parameter}", "invalidParameter"))
    if rule["type"] == "boolean" and value.lower() not in ("true", "false"):
        raise Refused(bad_request(f"Invalid value at '{parameter}'", "invalidParameter"))
    if "enum" in rule and value not in rule["enum"]:
        raise Refused(bad_request(f"Invalid value at '{parameter}'", "invalidParameter"))


def _faults(schemas: Any, rule: Any, value: Any, place: str, *, lenient: bool) -> list[str]:
    rule = schemas[rule["$ref"]] if "$ref" in rule else rule
    kind = rule.get("type", "any")
    if kind == "object":
        return _object_faults(schemas, rule, value, place, lenient=lenient)
    if kind == "array":
        if not isinstance(value, list):
            return [f"{place}: not a list"]
        each = [
            _faults(schemas, rule["items"], item, f"{place}[{at}]", lenient=lenient) for at, item in enumerate(value)
        ]
        return [fault for found in each for fault in found]
    return [] if _fits(rule, kind, value, lenient=lenient) else [f"{place}: not a {rule.get('format', kind)}"]


def _object_faults(schemas: Any, rule: Any, value: Any, place: str, *, lenient: bool) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place}: not an object"]
    found, properties = [], rule.get("properties", {})
    for key, member in value.items():
        inner = properties.get(key, rule.get("additionalProperties"))
        if inner is None:
            found.append(f"Unknown name \"{key}\" at '{place}': Cannot find field.")
        else:
            found += _faults(schemas, inner, member, f"{place}.{key}", lenient=lenient)
    return found


def _fits(rule: Any, kind: str, value: Any, *, lenient: bool) -> bool:
    if kind == "any":
        return True
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in ("integer", "number"):
        wanted = int if kind == "integer" else int | float
        return isinstance(value, wanted) and not isinstance(value, bool)
    return _fits_text(rule, value, lenient=lenient)


def _fits_text(rule: Any, value: Any, *, lenient: bool) -> bool:
    """64-bit integers are texts (proto3 JSON); a request may write them, and enums, as numbers."""
    if lenient and type(value) is int:
        return rule.get("format") in ("int64", "uint64") or "enum" in rule
    if not isinstance(value, str):
        return False
    if rule.get("format") in ("int64", "uint64"):
        return value.removeprefix("-").isdigit()
    return "enum" not in rule or value in rule["enum"]
