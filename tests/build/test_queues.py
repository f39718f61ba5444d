"""Does every queue have a worker that reports failures, time enough for it, and an alarm for what it could not do?"""

from typing import Any

import pytest

from infra import cfn_yaml
from infra.layout import ROOT_TEMPLATE
from tests.build.reading import resources

Templates = dict[str, Any]


@pytest.mark.parametrize(
    ("name", "queues"),
    [
        ("connect", {"ConnectErasureQueueArn"}),
        ("match", {"MatchErasureQueueArn"}),
        ("photos", {"PicturesQueueArn"}),
        ("refresh", {"RefreshQueueArn"}),
        ("vault", {"StoredQueueArn", "ErasureQueueArn", "ArchivesQueueArn", "PicturedQueueArn"}),
    ],
)
def test_a_queue_worker_reports_the_messages_that_failed(name: str, queues: set[str], templates: Templates) -> None:
    mappings = resources(templates[name], "AWS::Lambda::EventSourceMapping")
    assert {mapping["EventSourceArn"]["Fn::Sub"] for mapping in mappings.values()} == {f"${{{arn}}}" for arn in queues}
    for mapping in mappings.values():
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_as_many_workers_pull_as_the_providers_bear(templates: Templates) -> None:
    (mapping,) = resources(templates["refresh"], "AWS::Lambda::EventSourceMapping").values()
    _, local, cloud = mapping["ScalingConfig"]["MaximumConcurrency"]["Fn::If"]
    assert cloud == 3 * cfn_yaml.load(ROOT_TEMPLATE)["Parameters"]["ProviderConcurrency"]["Default"]
    assert type(local) is int, "the emulator stops polling any queue at a text"


def test_a_picture_that_kills_its_worker_takes_no_other_along(templates: Templates) -> None:
    (mapping,) = resources(templates["photos"], "AWS::Lambda::EventSourceMapping").values()
    assert mapping["BatchSize"] == 1
    assert [type(each) for each in mapping["ScalingConfig"]["MaximumConcurrency"]["Fn::If"][1:]] == [int, int]


@pytest.mark.parametrize(
    ("name", "queue", "worker"),
    [
        ("connect", "ConnectErasureQueue", "Erase"),
        ("match", "MatchErasureQueue", "Erase"),
        ("photos", "PicturesQueue", "Develop"),
        ("refresh", "RefreshQueue", "Pull"),
        ("vault", "ErasureQueue", "Erase"),
        ("vault", "ArchivesQueue", "Pack"),
        ("vault", "PicturedQueue", "Pictured"),
        ("vault", "StoredQueue", "Stored"),
    ],
)
def test_a_queue_waits_longer_than_its_worker_runs(name: str, queue: str, worker: str, templates: Templates) -> None:
    visible = cfn_yaml.load(ROOT_TEMPLATE)["Resources"][queue]["Properties"]["VisibilityTimeout"]
    assert visible >= 6 * templates[name]["Resources"][worker]["Properties"]["Timeout"]


def test_every_dead_letter_queue_has_an_alarm_and_is_told_to_redrive() -> None:
    root = cfn_yaml.load(ROOT_TEMPLATE)
    dead = {name for name in resources(root, "AWS::SQS::Queue") if name.endswith("DeadLetterQueue")}
    watched = {
        alarm["Dimensions"][0]["Value"]["Fn::GetAtt"][0]
        for alarm in resources(root, "AWS::CloudWatch::Alarm").values()
        if alarm["MetricName"] == "ApproximateNumberOfMessagesVisible"
    }
    assert watched == dead
    assert {f"{name}Url" for name in dead} <= set(root["Outputs"])


def test_an_erased_user_is_told_to_every_function_that_keeps_something() -> None:
    targets = cfn_yaml.load(ROOT_TEMPLATE)["Resources"]["UserDeletedRule"]["Properties"]["Targets"]
    assert {target["Id"]: target["Arn"]["Fn::GetAtt"][0] for target in targets} == {
        "connect": "ConnectErasureQueue",
        "match": "MatchErasureQueue",
        "vault": "ErasureQueue",
    }
