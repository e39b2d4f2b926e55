"""What pages and acts cost in queries, besides the four of session, user, member and grants."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.test_steps import hidden, url
from yinuo.kernel.actor import HOUSE
from yinuo.matters import actions
from yinuo.matters.models import Suggestion
from yinuo.matters.words import Method

SIGNED_IN = 4
ACTS = [
    # verb, who, state it starts from, what is given, queries of the POST besides session, user, member, grants
    ("register", "worker", "raised", {"category": "0102", "kind": "complaint", "urgency": "normal"}),
    ("accept", "worker", "registered", {}),
    ("dispatch", "coordinator", "accepted", {"office": "office"}),
    ("refuse", "handler", "dispatched", {"basis": "not_our_duty", "text": "不归我们。"}),
    ("promise", "handler", "dispatched", {"text": "换灯。", "due_at": "2026-03-05"}),
    ("work", "handler", "promised", {"text": "到货。"}),
    ("attach", "handler", "promised", {"kind": "witness", "note": "门卫。"}),
    ("resolve", "handler", "promised", {"outcome": "solved", "text": "好了。"}),
    ("verify", "verifier", "resolved", {"method": "site_check", "note": "亮。"}),
    ("call_back", "verifier", "verified", {"has_reached": "no", "words": "没人接"}),
    ("close", "coordinator", "rated", {}),
]


def queries_of_transaction(captured) -> int:
    """Those of the act itself: from the first savepoint or lock to the last write."""
    statements = [
        one["sql"] for one in captured.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    first = next(n for n, one in enumerate(statements) if "acts_receipt" in one)
    last = max(n for n, one in enumerate(statements) if one.startswith(("INSERT", "UPDATE")) or "acts_text" in one)
    return last - first + 1


@pytest.mark.parametrize(("verb", "who", "start", "given"), ACTS)
def test_an_act_costs_few_queries(desk, world, verb, who, start, given):
    matter, client = getattr(world, start)(), getattr(desk, who)
    named = {"0102": world.category.pk, "office": world.office.pk}
    data = hidden(client, matter, verb) | {name: named.get(value, value) for name, value in given.items()}
    with CaptureQueriesContext(connection) as captured:
        answer = client.post(url(matter, verb), data)
    assert answer.status_code == 302, answer.context["form"].errors
    plain = [q for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    print(verb, "POST", len(plain) - SIGNED_IN, "act", queries_of_transaction(captured))
    assert len([q for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]) <= SIGNED_IN + 17


def test_the_record_of_a_matter_costs_the_same_however_long_its_story(desk, world):
    short, long = world.promised(), world.promised()
    for n in range(8):
        actions.work(long, world.handler, text=f"第{n}步。")
        actions.attach(long, world.handler, kind=Method.WITNESS, note=f"证人{n}")
    counts = []
    for matter in (short, long):
        with CaptureQueriesContext(connection) as captured:
            assert desk.handler.get(f"/desk/matters/{matter.number}/").status_code == 200
        counts.append(len(captured))
    print("record", counts)
    assert counts[0] == counts[1] <= SIGNED_IN + 8


def test_the_record_of_a_new_matter_with_suggestions(desk, world, django_assert_max_num_queries):
    first, matter = world.accepted(), world.accepted()
    duplicates = [Suggestion(other=first, probability=0.8)] * 1
    actions.suggest(matter, HOUSE, about="duplicate", suggestions=duplicates)
    actions.suggest(matter, HOUSE, about="category", suggestions=[Suggestion(category=world.category, probability=0.7)])
    with django_assert_max_num_queries(SIGNED_IN + 7):
        page = desk.coordinator.get(f"/desk/matters/{matter.number}/").content.decode()
    assert "系统建议（只是建议）" in page
    assert "70%" in page
    assert first.number in page


def test_a_form_costs_few_queries(desk, world):
    cases = (
        ("register", "worker", "raised"),
        ("dispatch", "coordinator", "accepted"),
        ("promise", "handler", "dispatched"),
    )
    for verb, who, start in cases:
        matter, client = getattr(world, start)(), getattr(desk, who)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(matter, verb)).status_code == 200
        print(verb, "GET", len(captured))
        assert len(captured) <= SIGNED_IN + 8
