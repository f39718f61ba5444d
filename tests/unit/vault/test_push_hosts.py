"""A push message goes to push services that we know, and an address cannot pretend to be one."""

import pytest

from functions.vault.reminders.push_hosts import LONGEST, PushHosts

HOSTS = PushHosts("fcm.googleapis.com, *.push.apple.com,http://127.0.0.1:4600")


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:APA91b-_x",
        "https://fcm.googleapis.com:443/wp/x",
        "https://FCM.googleapis.com/x",
        "https://web.push.apple.com/QGu?x=1",
        "http://127.0.0.1:4600/push.sandbox.test/send/x",
    ],
)
def test_services_that_we_know(endpoint: str) -> None:
    assert HOSTS.allows(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "fcm.googleapis.com",
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evil.example/fcm.googleapis.com",
        "https://evil.example#fcm.googleapis.com",
        "https://evil.example?fcm.googleapis.com",
        "https://fcm.googleapis.com@evil.example/x",
        "https://user:secret@fcm.googleapis.com/x",
        "https://evil.example\\@fcm.googleapis.com/x",
        "https://evil.example\\.push.apple.com/x",
        "https://push.apple.com/x",
        "https://evilpush.apple.com/x",
        "https://.push.apple.com.evil.example/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/x",
        "https://[fcm.googleapis.com/x",
        "https://fcm.googleapis.com:99999/x",
        "https://fcm.googleapis.com/x#fragment",
        "https://fcm.googleapis.com/\r\nx: y",
        "https://fcm。googleapis.com/x",
        "http://127.0.0.1:4601/x",
        "http://127.0.0.1:4600@evil.example/x",
        "https://fcm.googleapis.com/" + "x" * LONGEST,
    ],
)
def test_nothing_else(endpoint: str) -> None:
    assert not HOSTS.allows(endpoint)


def test_of_nobody_there_is_no_service() -> None:
    assert not PushHosts("").allows("https:///x")
    assert not PushHosts(" , ").allows("https://x/")
