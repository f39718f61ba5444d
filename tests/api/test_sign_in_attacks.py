"""Sign-in under attack, on the deployed stack: guesses, replays, races, forged addresses."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.clients import App, Eventually, Stack, new_phone

pytestmark = pytest.mark.stack


def at_once(times: int, work: Callable[[], Any], threads: int = 32) -> list[Any]:
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda _: work(), range(times)))


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def outcome(answer: httpx.Response) -> tuple[int, str | None]:
    return answer.status_code, answer.json().get("code")


def identity(stack: Stack, pk: str) -> list[dict[str, Any]]:
    answer = stack.client("dynamodb").query(
        TableName=stack.outputs["IdentityTableName"],
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
        ConsistentRead=True,
    )
    return list(answer["Items"])


def test_200_parallel_wrong_guesses_compare_at_most_5_and_burn_the_code(stack: Stack) -> None:
    app = App(stack)
    code = app.start()
    seen = Counter(outcome(answer) for answer in at_once(200, lambda: app.verify(wrong(code))))
    assert seen[401, "code_invalid"] <= 5
    assert set(seen) <= {(401, "code_invalid"), (401, "challenge_gone")}
    assert sum(seen.values()) == 200
    assert outcome(app.verify(code)) == (401, "challenge_gone")
    attempts = identity(stack, f"CH#{app.challenge_id}")[0]["attempts"]["N"]
    assert attempts == "5"


def test_100_parallel_right_codes_make_exactly_one_session(stack: Stack) -> None:
    app = App(stack)
    code = app.start()
    answers = at_once(100, lambda: app.verify(code))
    good = [answer for answer in answers if answer.status_code == 200]
    assert len(good) == 1, Counter(outcome(answer) for answer in answers)
    assert len(identity(stack, f"S#{good[0].json()['user']['id']}")) == 1


def test_two_parallel_first_logins_of_one_number_make_one_user(stack: Stack) -> None:
    """The waiting time between two codes is skipped in the table, so that both challenges live."""
    number = new_phone()
    first, second = App(stack, phone=number), App(stack, phone=number)
    first.start()
    _forget_cooldown(stack, first)
    codes = [(first, first.code()), (second, second.start())]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda pair: pair[0].verify(pair[1]), codes))
    users = {answer.json()["user"]["id"] for answer in answers if answer.status_code == 200}
    assert len(users) == 1
    assert all(outcome(answer)[0] in (200, 401) for answer in answers)


def test_10_parallel_refreshes_leave_one_chain_and_nobody_out(stack: Stack) -> None:
    app = App(stack).sign_in()
    answers = at_once(10, lambda: app.call("POST", "/auth/refresh", {"refresh_token": app.refresh_token}))
    assert {answer.status_code for answer in answers} == {200}
    tokens = {answer.json()["refresh_token"] for answer in answers}
    assert len(tokens) == 1
    following = app.call("POST", "/auth/refresh", {"refresh_token": tokens.pop()})
    assert following.status_code == 200
    assert identity(stack, f"S#{app.user_id}")[0]["generation"]["N"] == "2"


def test_a_spent_token_outside_its_grace_ends_the_session_for_both(stack: Stack) -> None:
    app = App(stack).sign_in()
    stolen = app.refresh_token
    for _ in range(2):
        app.keep(app.call("POST", "/auth/refresh", {"refresh_token": app.refresh_token}).json())
    assert outcome(app.call("POST", "/auth/refresh", {"refresh_token": stolen})) == (401, "session_ended")
    assert outcome(app.call("POST", "/auth/refresh", {"refresh_token": app.refresh_token})) == (401, "session_ended")
    assert identity(stack, f"S#{app.user_id}")[0]["status"]["S"] == "reused"


def test_a_code_works_only_where_it_was_asked_for(stack: Stack) -> None:
    victim, thief = App(stack), App(stack)
    code, own = victim.start(), thief.start()
    thief.challenge_id, own_challenge = victim.challenge_id, thief.challenge_id
    assert outcome(thief.verify(code)) == (401, "challenge_gone")
    thief.challenge_id = own_challenge
    if own != code:
        assert outcome(thief.verify(code)) == (401, "code_invalid")
    assert victim.verify(code).status_code == 200


def test_a_resent_code_replaces_the_old_one_and_keeps_the_attempts(stack: Stack) -> None:
    app = App(stack)
    old = app.start()
    app.verify(wrong(old))
    _forget_cooldown(stack, app)
    answer = app.call("POST", f"/auth/otp/{app.challenge_id}/resend", {"binding": app.binding})
    assert answer.status_code == 202
    new = app.code()
    if new != old:
        assert outcome(app.verify(old)) == (401, "code_invalid")
    assert identity(stack, f"CH#{app.challenge_id}")[0]["attempts"]["N"] == "2"
    assert app.verify(new).status_code == 200


def test_known_and_unknown_numbers_look_alike(stack: Stack) -> None:
    known = App(stack).sign_in()
    _forget_cooldown(stack, known)
    known.access_token = ""
    again, fresh = known.call("POST", "/auth/otp", {"phone": known.phone}), App(stack)
    unknown = fresh.call("POST", "/auth/otp", {"phone": fresh.phone})
    assert again.status_code == unknown.status_code == 202
    assert set(again.json()) == set(unknown.json())
    assert again.headers.keys() == unknown.headers.keys()


def test_the_wait_between_two_codes_is_said_in_retry_after(stack: Stack) -> None:
    app = App(stack)
    app.start()
    again = app.call("POST", "/auth/otp", {"phone": app.phone})
    assert outcome(again) == (429, "rate_limited")
    assert 1 <= int(again.headers["retry-after"]) <= 30


def test_forged_forwarding_headers_do_not_move_the_limit_of_an_address(stack: Stack) -> None:
    """Five different numbers an hour per address: the sixth is refused whatever the client claims to be."""
    apps = [App(stack) for _ in range(6)]
    answers = []
    for place, app in enumerate(apps):
        forged = f"198.51.100.{place}"
        app.http = apps[0].http
        answers.append(
            app.call(
                "POST",
                "/auth/otp",
                {"phone": app.phone},
                x_forwarded_for=forged,
                x_real_ip=forged,
                true_client_ip=forged,
                forwarded=f"for={forged}",
                cloudfront_viewer_address=f"{forged}:443",
                x_viewer_address=forged,
            )
        )
    assert [answer.status_code for answer in answers] == [202] * 5 + [429]
    assert App(stack, phone=apps[5].phone).call("POST", "/auth/otp", {"phone": apps[5].phone}).status_code == 202


def test_no_code_token_or_number_is_ever_logged(stack: Stack, eventually: Eventually) -> None:
    """Signs in and greps every log of every function for what was handed out."""
    app = App(stack)
    code = app.start()
    app.keep(app.verify(code).json())
    app.call("POST", "/auth/refresh", {"refresh_token": app.refresh_token})
    app.call("GET", "/vault/summary")
    logs = stack.client("logs")

    def written() -> str:
        groups = [group["logGroupName"] for group in logs.describe_log_groups()["logGroups"]]
        pages = [
            page for name in groups for page in logs.get_paginator("filter_log_events").paginate(logGroupName=name)
        ]
        return "\n".join(event["message"] for page in pages for event in page["events"])

    eventually(lambda: app.user_id in written())
    text = written()
    assert '"route": "/auth/otp' in text
    for secret in (app.phone, app.phone[3:], app.access_token, app.refresh_token, app.binding):
        assert secret not in text
    assert f'"{code}"' not in text
    assert f" {code}" not in text


def _forget_cooldown(stack: Stack, app: App) -> None:
    """Lets the phone have a next code at once, as if 30 s had passed."""
    challenge = identity(stack, f"CH#{app.challenge_id}")[0]
    stack.client("dynamodb").update_item(
        TableName=stack.outputs["IdentityTableName"],
        Key={"pk": {"S": f"P#{challenge['phone_hash']['S']}"}, "sk": {"S": "PHONE"}},
        UpdateExpression="SET next_send_at = :past",
        ExpressionAttributeValues={":past": {"N": "1"}},
    )
