"""What do template.yaml's !Ref, !Sub, !If... come to on this machine? The few intrinsics that the edge's part uses."""

import re
from collections.abc import Mapping
from typing import Any

_PLACEHOLDER = re.compile(r"\$\{([^!][^}]*)\}")


class Intrinsics:
    """Resolves values of one template. `values` holds parameters, pseudo parameters and `Resource.Attribute`s."""

    def __init__(self, conditions: Mapping[str, Any], values: Mapping[str, str]) -> None:
        self._conditions = conditions
        self._values = values

    def resolve(self, node: Any) -> Any:
        """The node with every intrinsic replaced. Raises KeyError for a name that `values` lacks."""
        if isinstance(node, list):
            return [self.resolve(item) for item in node]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            name, argument = next(iter(node.items()))
            if name == "Ref" or name.startswith("Fn::"):
                return self._call(name, argument)
        return {key: self.resolve(value) for key, value in node.items()}

    def _call(self, name: str, argument: Any) -> Any:
        if name == "Ref":
            return self._values[argument]
        if name == "Fn::GetAtt":
            return self._values[".".join(argument)]
        if name == "Fn::Sub":
            text, extra = argument if isinstance(argument, list) else (argument, {})
            known = {**self._values, **self.resolve(extra)}
            return _PLACEHOLDER.sub(lambda match: str(known[match[1]]), text)
        if name == "Fn::If":
            condition, yes, no = argument
            return self.resolve(yes if self._holds(self._conditions[condition]) else no)
        raise KeyError(f"the local edge does not know {name}")

    def _holds(self, condition: Any) -> bool:
        name, argument = next(iter(condition.items()))
        if name == "Fn::Equals":
            left, right = self.resolve(argument)
            return bool(left == right)
        if name == "Fn::Not":
            return not self._holds(argument[0])
        if name == "Condition":
            return self._holds(self._conditions[argument])
        raise KeyError(f"the local edge does not know {name}")
