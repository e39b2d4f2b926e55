"""Residents come from outside: a plain client with an address of its own, and counts that are not remembered."""

from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client

from yinuo.kernel import codes
from yinuo.matters import contacts
from yinuo.matters.models import Matter

ELSEWHERE = "203.0.113.5"
"""An address of the documentation range: limits do not count the loopback."""


@pytest.fixture(autouse=True)
def nothing_remembered():
    """Rate limits and the city's count live in the cache."""
    cache.clear()


@pytest.fixture
def somebody(db) -> Client:
    """A resident's browser."""
    return Client(REMOTE_ADDR=ELSEWHERE)


def slip_of(matter: Matter) -> str:
    """A slip for a matter of the world."""
    slip = codes.new_slip()
    Matter.objects.filter(pk=matter.pk).update(slip_key=contacts.blind(slip, "slip"))
    return slip


def said(world, **given) -> dict:
    """A filled-in form of the raise page."""
    plain = {"words": "楼前的路灯坏了四盏。", "place": world.community.code, "key": str(uuid4())}
    return plain | {"kind": "help_request", "wants_public": "on"} | given


def text_of(answer) -> str:
    """The page as text."""
    return answer.content.decode()
