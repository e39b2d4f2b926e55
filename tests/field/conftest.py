"""A round under way, and the phones of those who go along."""

import json
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.inspection.scene import Scene, marks_of, scene
from tests.world import MONDAY, build
from yinuo.evaluation.models import Part
from yinuo.evaluation.rules import sealing
from yinuo.inspection.models import Site, Visit
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Member

HOUR = timedelta(hours=1)
NOW = MONDAY + HOUR


@pytest.fixture(autouse=True)
def morning():
    """An hour after the groups have set out; rates begin anew."""
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The round of a whole module, taken back afterwards; each test has its own copy and its own savepoint."""
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        try:
            with time_machine.travel(NOW, tick=False):
                round = scene(build())
            yield round
        finally:
            transaction.set_rollback(True)
            outer.__exit__(None, None, None)


@pytest.fixture
def made(morning, built, db) -> Scene:
    """Six streets in two groups on the first morning; twelve judges, two leaders, three keepers."""
    return deepcopy(built)


@dataclass
class Phone:
    """A browser with a pass and no session, whose clock is `skew` behind the true time."""

    token: str
    client: Client
    skew: timedelta = timedelta(0)
    measured: timedelta = timedelta(0)

    def bearer(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self.token}"} if self.token else {}

    def clock(self) -> datetime:
        return datetime.now().astimezone() - self.skew

    def item(self, kind: str, **content: Any) -> dict[str, Any]:
        """An item as the phone queues it."""
        skew = round(self.measured.total_seconds())
        return {"id": str(uuid4()), "kind": kind, "made_at": self.clock().isoformat(), "skew_seconds": skew} | content

    def send(self, item: dict[str, Any] | str | bytes, **more: Any):
        """(status, answer) of handing one item in."""
        if isinstance(item, dict):
            item = json.dumps(item | {"sent_at": self.clock().isoformat()})
        answer = self.client.post(
            "/field/outbox/", item, content_type="application/json", headers=self.bearer(), **more
        )
        return answer.status_code, answer.json()

    def photo(self, file, note: str, key: str = ""):
        """(status, answer) of handing one photo in."""
        given = {"id": key or str(uuid4()), "note": note} | ({"file": file} if file else {})
        answer = self.client.post("/field/photos/", given, headers=self.bearer())
        return answer.status_code, answer.json()

    def packet(self):
        answer = self.client.get("/field/packet/", headers=self.bearer())
        return answer.status_code, answer.json()


def phone_of(made: Scene, member: Member, **more: Any) -> Phone:
    """A phone lent to this member, as `POST /field/pass/` lends it."""
    from yinuo.orgs.queries import actor_for

    actor = actor_for(member, channel="desk", day=MONDAY.date())
    lent = staffing.lend_pass(member, actor, at=NOW, valid_until=NOW + timedelta(days=10))
    return Phone(lent.token, Client(), **more)


@pytest.fixture
def phone(made) -> Phone:
    """The phone of judge 0, from the first street, in the first group."""
    return phone_of(made, made.judges[0].member)


@pytest.fixture
def site(made) -> Site:
    """A site of the third street, which the first group marks."""
    return made.sites(2)[0]


def visit_of(made: Scene, site: Site) -> Visit:
    return Visit.objects.get(site=site, group__round=made.round, group__number=1)


def ballot_of(made: Scene, phone: Phone, site: Site, number: int = 0, share: float = 0.7) -> dict[str, Any]:
    """A sealed ballot as the phone queues it."""
    judge, _actor = made.judge(number)
    part = Part.objects.get(subject=site.subject, key=site.key)
    envelope = made.envelope(judge, site.subject, part, marks_of(made.rubric, share))
    return phone.item("ballot", site=site.pk, envelope=envelope, digest=sealing.digest_of(envelope))
