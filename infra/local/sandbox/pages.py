"""What does a person see at the sandbox? Two small pages: whose account, and what it may be used for.

No script, no font, nothing from elsewhere. In Turkish and English, since nobody has signed in yet.
"""

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from infra.local.sandbox.accounts import Account
from infra.local.sandbox.authorization import Wanted

_WHAT = {
    "https://www.googleapis.com/auth/analytics.readonly": (
        "Google Analytics verilerini gör",
        "See Google Analytics data",
    ),
    "https://www.googleapis.com/auth/youtube.readonly": ("YouTube kanalını gör", "See the YouTube channel"),
    "https://www.googleapis.com/auth/yt-analytics.readonly": ("YouTube istatistiklerini gör", "See YouTube Analytics"),
    "instagram_business_basic": ("Profili ve gönderileri gör", "See profile and posts"),
    "instagram_business_manage_insights": ("İstatistikleri gör", "See insights"),
}
_PAGE = Path(__file__).with_name("page.html").read_text(encoding="utf-8")


def chooser(service: str, accounts: Iterable[Account], parameters: Mapping[str, str]) -> str:
    """Each account leads to the same address with `account` added."""
    special: list[str] = []
    ordinary: list[str] = []
    for each in accounts:
        (special if each.special else ordinary).append(_choice(each, parameters))
    title = "<h1>Bir hesap seç<small lang=en>Choose an account</small></h1>"
    summary = f'Diğer hesaplar · <span lang="en">More accounts</span> ({len(ordinary)})'
    more = f"<details><summary>{summary}</summary><ul>{''.join(ordinary)}</ul></details>" if ordinary else ""
    return _page(service, f"{title}<ul>{''.join(special)}</ul>{more}")


def consent(service: str, account: Account, wanted: Wanted, action: str) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in {**wanted.told, "account": account.login}.items()
    )
    scopes = "".join(_scope(scope, at) for at, scope in enumerate(wanted.scopes))
    return _page(
        service,
        f"""<h1>Infofluencer erişim istiyor<small lang="en">Infofluencer asks for access</small></h1>
<p class="who"><b>{escape(account.name)}</b><span>{escape(account.login)}</span></p>
<form method="post" action="{escape(action)}">{hidden}
<fieldset><legend>İzinler · <span lang="en">Permissions</span></legend>{scopes}</fieldset>
<div class="row"><button name="decision" value="deny">Vazgeç<small lang="en">Cancel</small></button>
<button class="main" name="decision" value="allow">İzin ver<small lang="en">Allow</small></button></div></form>""",
    )


def refused(service: str, status: int, error: str) -> str:
    title = '<h1>Erişim engellendi<small lang="en">Access blocked</small></h1>'
    return _page(service, f"{title}<p>Hata · Error {status}: <code>{escape(error)}</code></p>")


def _choice(account: Account, parameters: Mapping[str, str]) -> str:
    address = escape("?" + urlencode({**parameters, "account": account.login}))
    what = f'<em lang="en">{escape(account.special)}</em>' if account.special else ""
    who = f"<b>{escape(account.name)}</b><span>{escape(account.login)}</span>"
    return f'<li><a href="{address}">{who}{what}</a></li>'


def _scope(scope: str, at: int) -> str:
    turkish, english = _WHAT.get(scope, (scope, scope))
    box = f'<input type="checkbox" id="s{at}" name="allowed" value="{escape(scope)}" checked>'
    words = f'<span>{escape(turkish)}<small lang="en">{escape(english)}</small></span>'
    return f'<label for="s{at}">{box}{words}</label>'


def _page(service: str, body: str) -> str:
    return _PAGE.replace("{service}", escape(service)).replace("{body}", body)
