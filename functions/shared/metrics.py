"""How often did it happen? Counters in CloudWatch's embedded metric format, written to the log."""

from typing import Protocol

from aws_lambda_powertools.metrics import MetricUnit, single_metric


class Metrics(Protocol):
    def count(self, name: str, value: int = 1) -> None: ...


class EmfMetrics:
    """Namespace and service come from POWERTOOLS_METRICS_NAMESPACE and POWERTOOLS_SERVICE_NAME."""

    def count(self, name: str, value: int = 1) -> None:
        with single_metric(name=name, unit=MetricUnit.Count, value=value):
            pass


class NullMetrics:
    """The local twin: running without CloudWatch needs no patch of the code that counts."""

    def count(self, name: str, value: int = 1) -> None:
        pass
