"""What does CloudFront do with a request? Behaviours, origins, functions and headers, read from template.yaml."""

import fnmatch
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra import cfn_yaml
from infra.aws import Cloud
from infra.layout import ROOT_TEMPLATE
from infra.local.intrinsics import Intrinsics

ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac"
CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6"
CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"
_DYNAMIC = re.compile(r"\{\{resolve:secretsmanager:(arn:[^}]+?):SecretString:([^}:]+)::([^}:]*)\}\}")

SecretReader = Callable[[str, str], str]
"""(ARN, version id or "" for the current one) -> the secret's JSON."""


@dataclass(frozen=True)
class Origin:
    """`bucket` for S3, else the id of an API."""

    bucket: str | None
    api: str | None
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Header:
    name: str
    value: str
    override: bool


@dataclass(frozen=True)
class Behaviour:
    pattern: str
    origin: Origin
    methods: frozenset[str]
    function: str | None
    """Source of the viewer-request function."""
    headers: tuple[Header, ...]
    compress: bool


@dataclass(frozen=True)
class Distribution:
    behaviours: tuple[Behaviour, ...]

    def behaviour_for(self, path: str) -> Behaviour:
        """The first whose pattern fits; the last is the default and fits all. CloudFront's patterns know * and ?."""
        return next(b for b in self.behaviours if fnmatch.fnmatchcase(path, b.pattern.replace("[", "[[]")))


def read(cloud: Cloud, stack: str) -> Distribution:
    """The distribution of the deployed stack `stack`."""
    described = cloud.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    parameters = {item["ParameterKey"]: item["ParameterValue"] for item in described["Parameters"]}
    outputs = {item["OutputKey"]: item["OutputValue"] for item in described["Outputs"]}

    def secret(arn: str, version: str) -> str:
        wanted = {"VersionId": version} if version else {}
        return str(cloud.client("secretsmanager").get_secret_value(SecretId=arn, **wanted)["SecretString"])

    return from_template(ROOT_TEMPLATE, {**parameters, **_pseudo(cloud)}, outputs, secret)


def from_template(
    path: Path, parameters: Mapping[str, str], outputs: Mapping[str, str], secret: SecretReader
) -> Distribution:
    """The template's distribution with these values; `secret` answers a secret's JSON by ARN and version.

    Raises KeyError for what the template says and the local edge does not know.
    """
    template = cfn_yaml.load(path)
    values = {**parameters, **_attributes(template, outputs)}
    return _Reader(template, Intrinsics(template["Conditions"], values), secret).distribution()


def _attributes(template: Mapping[str, Any], outputs: Mapping[str, str]) -> dict[str, str]:
    """`Resource.Attribute` -> value, for the references that the template's own outputs make."""
    known = {"SiteBucket.RegionalDomainName": outputs["SiteBucketName"]}
    for name, output in template["Outputs"].items():
        value = output["Value"]
        if "Fn::GetAtt" in value and name in outputs:
            known[".".join(value["Fn::GetAtt"])] = outputs[name]
    return known


def _pseudo(cloud: Cloud) -> dict[str, str]:
    return {"AWS::Region": cloud.region, "AWS::AccountId": cloud.account(), "AWS::URLSuffix": "amazonaws.com"}


class _Reader:
    def __init__(self, template: Mapping[str, Any], intrinsics: Intrinsics, secret: SecretReader) -> None:
        self._resources = template["Resources"]
        self._intrinsics = intrinsics
        self._read_secret = secret
        self._config = self._resources["Distribution"]["Properties"]["DistributionConfig"]

    def distribution(self) -> Distribution:
        origins = {origin["Id"]: self._origin(origin) for origin in self._config["Origins"]}
        listed = [*self._config["CacheBehaviors"], {**self._config["DefaultCacheBehavior"], "PathPattern": "*"}]
        return Distribution(tuple(self._behaviour(item, origins) for item in listed))

    def _origin(self, node: Mapping[str, Any]) -> Origin:
        domain = self._intrinsics.resolve(node["DomainName"])
        headers = {h["HeaderName"]: self._secret(h["HeaderValue"]) for h in node.get("OriginCustomHeaders", [])}
        if "S3OriginConfig" in node:
            return Origin(bucket=domain, api=None, headers=headers)
        return Origin(bucket=None, api=domain.partition(".")[0], headers=headers)

    def _secret(self, node: Any) -> str:
        """A header's value; a dynamic reference is read from Secrets Manager as CloudFormation would."""
        text: str = self._intrinsics.resolve(node)
        found = _DYNAMIC.fullmatch(text)
        if not found:
            return text
        return str(json.loads(self._read_secret(found[1], found[3]))[found[2]])

    def _behaviour(self, node: Mapping[str, Any], origins: Mapping[str, Origin]) -> Behaviour:
        policies = {node["CachePolicyId"], node.get("OriginRequestPolicyId", ALL_VIEWER_EXCEPT_HOST)}
        if unknown := policies - {CACHING_OPTIMIZED, CACHING_DISABLED, ALL_VIEWER_EXCEPT_HOST}:
            raise KeyError(f"the local edge does not know the policy {unknown.pop()}")
        functions = [self._function(a) for a in node.get("FunctionAssociations", [])]
        return Behaviour(
            pattern=node["PathPattern"],
            origin=origins[node["TargetOriginId"]],
            methods=frozenset(node["AllowedMethods"]),
            function=functions[0] if functions else None,
            headers=self._headers(node["ResponseHeadersPolicyId"]["Ref"]),
            compress=bool(node.get("Compress")) and node["CachePolicyId"] == CACHING_OPTIMIZED,
        )

    def _function(self, association: Mapping[str, Any]) -> str:
        if association["EventType"] != "viewer-request":
            raise KeyError(f"the local edge does not play {association['EventType']}")
        name = association["FunctionARN"]["Fn::GetAtt"][0]
        return str(self._intrinsics.resolve(self._resources[name]["Properties"]["FunctionCode"]))

    def _headers(self, policy: str) -> tuple[Header, ...]:
        raw = self._resources[policy]["Properties"]["ResponseHeadersPolicyConfig"]
        config = self._intrinsics.resolve(raw)
        own = [Header(i["Header"], i["Value"], i["Override"]) for i in config["CustomHeadersConfig"]["Items"]]
        return (*_security_headers(config["SecurityHeadersConfig"]), *own)


def _security_headers(config: Mapping[str, Any]) -> list[Header]:
    hsts = config["StrictTransportSecurity"]
    flags = [("IncludeSubdomains", "includeSubDomains"), ("Preload", "preload")]
    parts = [f"max-age={hsts['AccessControlMaxAgeSec']}", *(text for key, text in flags if hsts.get(key))]
    csp, frame, referrer = config["ContentSecurityPolicy"], config["FrameOptions"], config["ReferrerPolicy"]
    return [
        Header("strict-transport-security", "; ".join(parts), hsts["Override"]),
        Header("x-content-type-options", "nosniff", config["ContentTypeOptions"]["Override"]),
        Header("x-frame-options", frame["FrameOption"], frame["Override"]),
        Header("referrer-policy", referrer["ReferrerPolicy"], referrer["Override"]),
        Header("content-security-policy", csp["ContentSecurityPolicy"], csp["Override"]),
    ]
