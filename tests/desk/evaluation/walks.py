"""Small steps through the pages of evaluations."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

SIGNED_IN = 4


def text(answer) -> str:
    return answer.content.decode()


def hidden(client, address: str) -> dict:
    """What the hidden fields of a form say."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    form = answer.context.get("form") or answer.context["key"]
    return {field.html_name: field.value() or "" for field in form.hidden_fields()}


def hand_in(client, address: str, **given):
    """Open a form and hand it in."""
    return client.post(address, hidden(client, address) | given)


def done(answer) -> str:
    """The address that a finished step leads to."""
    assert answer.status_code == 302, wrong(answer)
    return answer.url


def wrong(answer) -> str:
    """What a page says is wrong."""
    context = answer.context or {}
    form = context.get("form") if hasattr(context, "get") else None
    return f"{answer.status_code} {getattr(form, 'errors', '')} {context.get('sentence', '') if context else ''}"


def queries(client, address: str) -> int:
    """What a page costs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def marks(number: int = 3, **given) -> dict:
    """A whole ballot for the small rubric of the scene, three items."""
    found = {"i0-points": "4", "i1-points": "4.5", "i2-points": "8"}
    return found | {name.replace("_", "-"): value for name, value in given.items()}
