"""Every address × every kind of person, answered as this table says: 200 in, 302 to sign in, 403 not you, 404 not there."""

import pytest
from django.urls import reverse

from tests.site.doors import (
    boxes,
    branchlife,
    burden,
    duties,
    evaluation,
    field,
    ground,
    inspection,
    listening,
    neighbours,
    rectification,
    structure,
    supervision,
    topics,
)
from tests.test_house import routes
from yinuo.kernel.actor import Role
from yinuo.matters import actions

PARTS = (
    boxes,
    burden,
    branchlife,
    duties,
    evaluation,
    field,
    ground,
    inspection,
    listening,
    neighbours,
    rectification,
    structure,
    topics,
    supervision,
)
PEOPLE = (
    "anyone",
    "worker",
    "coordinator",
    "handler",
    "verifier",
    "leader",
    "auditor",
    "administrator",
    "organiser",
    "neighbour",
)
ANYONE = dict.fromkeys(PEOPLE, 200)
MEMBERS = ANYONE | {"anyone": 302}
NOBODY = dict.fromkeys(PEOPLE, 403) | {"anyone": 302}
ADMINISTRATORS = NOBODY | {"administrator": 200}
AUDITORS = ADMINISTRATORS | {"auditor": 200}
POST_ONLY = {name: 405 for name in PEOPLE}
THOSE_WHO_SEE = dict.fromkeys(PEOPLE, 404) | {
    "anyone": 302, "worker": 200, "coordinator": 200, "handler": 200, "leader": 200, "verifier": 200,
}  # fmt: skip
IN_DEMO = dict.fromkeys(PEOPLE, 404)

TABLE = {
    **dict.fromkeys(
        [
            "portal:home", "portal:about", "portal:privacy", "portal:accessibility", "portal:robots", "portal:raise",
            "portal:burden", "portal:follow", "portal:matter", "portal:promises", "portal:public", "portal:communities",
            "portal:community", "portal:ask_reopen", "portal:withdraw", "portal:supplement", "portal:urge", "portal:forget",
        ],
        ANYONE,
    ),
    **dict.fromkeys(["desk:home", "desk:matters"], MEMBERS),
    "desk:matter": THOSE_WHO_SEE,
    "desk:register": NOBODY | {"worker": 200, "coordinator": 200, "handler": 200},
    **dict.fromkeys(
        [
            "desk:people", "desk:appoint", "desk:member", "desk:entrust", "desk:move_member", "desk:calendar",
            "desk:load_year", "desk:confirm_year", "desk:override_day",
        ],
        ADMINISTRATORS,
    ),
    "desk:ledger": AUDITORS,
    **dict.fromkeys(["desk:relieve", "desk:dismiss"], NOBODY | {"administrator": 405}),
    "desk:verify": NOBODY | {"administrator": 405, "auditor": 405},
    "size": POST_ONLY,
    **dict.fromkeys(["style", "style-page", "demo-people"], IN_DEMO),
    "demo-enter": POST_ONLY,
}  # fmt: skip
ANSWERS = {"anyone_may": ANYONE, "members": MEMBERS, "nobody": NOBODY, "post_only": POST_ONLY}


def row(said: str | dict) -> dict[str, int]:
    """A row of a part: the name of a kind of answer, or who gets another answer than a refusal."""
    return ANSWERS[said] if isinstance(said, str) else NOBODY | said


for part in PARTS:
    TABLE |= {name: row(said) for name, said in part.TABLE.items()}

SEEN_ELSEWHERE = {
    "portal:raised", "portal:places", "portal:nearest", "portal:proof", "portal:evidence", "portal:rate", "portal:resume",
    "portal:public_proof", "portal:photo", "desk:bulk_dispatch", "desk:step", "desk:search", "desk:save_filter",
    "desk:drop_filter", "desk:photo",
}.union(*(part.SEEN_ELSEWHERE for part in PARTS))  # fmt: skip
"""Addresses whose answer depends on more than the person; tests/portal and tests/desk ask them one by one."""


def named():
    """Every address of ours with its name and what it asks for."""
    for _address, pattern in routes():
        module = pattern.callback.__module__
        if module.startswith("yinuo."):
            space = module.split(".")[2] if module.startswith("yinuo.channels.") else ""
            yield f"{space}:{pattern.name}" if space else pattern.name


@pytest.fixture
def town(world):
    """A public matter in the hands of an office, and what the addresses need to name it."""
    matter = world.registered(is_public=True, phone="19900001234")
    actions.accept(matter, world.worker, at=matter.received_at)
    actions.dispatch(matter, world.coordinator, at=matter.received_at, office=world.office)
    closed = world.closed()
    member = world.people["handler"]
    return world, {
        "slip": matter.slip,
        "number": matter.number,
        "code": world.community.code,
        "pk": member.pk,
        "username": "handler",
        "trust": member.trusts.get().pk,
        "page": "portal",
        "closed": closed.slip,
        "hidden": closed.number,
        "parts": {name: words for part in PARTS for name, words in part.words(world).items()},
    }


def address(name, words):
    space, _colon, own = name.rpartition(":")
    here = f"yinuo.channels.{space}" if space else "yinuo.site"
    found = next(p for _address, p in routes() if p.name == own and p.callback.__module__.startswith(here))
    given = words | words["parts"].get(name, {})
    wanted = {key: given[key] for key in found.pattern.regex.groupindex}
    if name == "portal:ask_reopen":
        wanted["slip"] = words["closed"]
    if name == "desk:matter":
        wanted["number"] = words["hidden"]
    return reverse(name, kwargs=wanted)


def test_the_table_is_whole():
    ours = {name for name in named() if not name.startswith("excel:")}
    assert ours == set(TABLE) | SEEN_ELSEWHERE


def test_everybody_is_answered_as_the_table_says(client, town):
    world, words = town
    wrong = []
    for who in PEOPLE:
        client.logout()
        if who != "anyone":
            client.force_login(world.people[who].user)
        for name, expected in TABLE.items():
            status = client.get(address(name, words)).status_code
            if status != expected[who]:
                wrong.append(f"{name} {who}: {status}, not {expected[who]}")
    assert not wrong, "\n".join(wrong)


def test_whoever_is_refused_reads_why(client, town):
    world, words = town
    client.force_login(world.people["neighbour"].user)
    page = client.get(address("desk:people", words)).content.decode()
    assert "没有打开这个页面的权限" in page


def test_every_role_can_be_granted_and_has_a_word():
    from yinuo.channels.desk.house.forms import ROLE_LABELS

    assert set(ROLE_LABELS) == set(Role)


def test_the_policy_of_contents_is_strict_on_every_kind_of_page(client, town):
    for name in ("portal:home", "portal:raise", "account_login"):
        answer = client.get(reverse(name))
        policy = answer["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy
        assert "<script>" not in answer.content.decode()
        assert " style=" not in answer.content.decode()
