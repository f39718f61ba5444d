"""How does Chalice's SAM template become plain CloudFormation that can be a nested stack?

The emulator expands the SAM transform at top level only, so it is done here, for AWS too: one path.
"""

import copy
import logging
import os
from typing import Any

from samtranslator.translator.transform import transform

from infra import gateway_responses
from infra.aws import DEFAULT_REGION

Template = dict[str, Any]

LINT = {"cfn-lint": {"config": {"ignore_checks": ["W3660"]}}}
"""W3660 warns of gateway responses beside an API's body: ours exist in the emulator only."""

logging.getLogger("samtranslator.metrics").setLevel(logging.ERROR)  # it asks for its usage metrics to be published


class _NoManagedPolicies:
    """Our roles carry their own statements, so the translator needs no list of AWS's policies."""

    def load(self) -> dict[str, str]:
        return {}


def expand(sam: Template, code_key: str) -> Template:
    """Plain CloudFormation of one function; its code is `code_key` in the bucket of parameter ArtifactBucket.

    `sam` declares condition Local and, where it has routes, an API RestAPI with a Name.
    """
    template = copy.deepcopy(sam)
    for resource in template["Resources"].values():
        if "CodeUri" in resource.get("Properties", {}):
            resource["Properties"]["CodeUri"] = {"Bucket": {"Ref": "ArtifactBucket"}, "Key": code_key}
    api = template["Resources"].get("RestAPI")
    if api:
        definition = api["Properties"]["DefinitionBody"]
        definition["x-amazon-apigateway-gateway-responses"] = gateway_responses.extension()
        definition["info"]["title"] = api["Properties"]["Name"]
    os.environ.setdefault("AWS_DEFAULT_REGION", DEFAULT_REGION)  # the translator asks boto3 for the partition
    plain: Template = transform(template, {}, _NoManagedPolicies())
    if api:
        _add_local_responses(plain)
        plain["Metadata"] = LINT
    _name_rules(plain)
    return plain


def _add_local_responses(plain: Template) -> None:
    """[Note: Gateway responses] The emulator ignores the extension in the API's definition and takes a snapshot of
    the resources at deployment; on AWS the resources would be reset whenever the definition is imported again. So: the
    extension for AWS, resources for the emulator. DependsOn may not name a conditional resource, so the order comes
    from a Ref.
    """
    responses = gateway_responses.resources("RestAPI", "Local")
    plain["Resources"].update(responses)
    first = {"Fn::Join": [" ", [{"Ref": name} for name in sorted(responses)]]}
    for resource in plain["Resources"].values():
        if resource["Type"] == "AWS::ApiGateway::Deployment":
            resource["Properties"]["Description"] = {"Fn::If": ["Local", first, resource["Properties"]["Description"]]}


def _name_rules(plain: Template) -> None:
    """[Note: Attributes in an updated nested stack] The emulator forgets the attributes of a nested stack's resources
    that an update leaves as they are, unless they carry tags ([Note: Digest tag] changes those each time). SAM asks
    for the Arn of its schedule rules, which have none: the same Arn, spelled with the rule's name.
    """
    rules = [name for name, each in plain["Resources"].items() if each["Type"] == "AWS::Events::Rule"]
    for each in plain["Resources"].values():
        source = each.get("Properties", {}).get("SourceArn", {})
        rule = source.get("Fn::GetAtt", [""])[0]
        if rule in rules:
            arn = f"arn:${{AWS::Partition}}:events:${{AWS::Region}}:${{AWS::AccountId}}:rule/${{{rule}}}"
            each["Properties"]["SourceArn"] = {"Fn::Sub": arn}
