"""Every page that can be opened, by somebody whom it is for, on a phone and on a PC. A page missing here fails."""

from collections import ChainMap, Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import URLPattern, get_resolver, reverse

from tests.journeys.looks import Look
from tests.journeys.scenes import (
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
    tours,
)
from tests.journeys.walking import Town
from tests.world import MONDAY
from yinuo.kernel import codes
from yinuo.matters import actions, contacts
from yinuo.matters.models import Matter
from yinuo.matters.words import Method

pytestmark = [pytest.mark.slow, pytest.mark.browser]
CHANNELS = ("portal", "desk", "excel", "field")
SCREENS = ("phone", "pc")


PARTS = {
    "boxes": boxes,
    "burden": burden,
    "branchlife": branchlife,
    "duties": duties,
    "ground": ground,
    "inspection": inspection,
    "listening": listening,
    "neighbours": neighbours,
    "rectification": rectification,
    "structure": structure,
    "topics": topics,
    "tours": tours,
    "evaluation": evaluation,
    "field": field,
    "supervision": supervision,
}

NO_PAGE = {
    "portal:robots": "plain text",
    "portal:proof": "a file",
    "portal:public_proof": "a file",
    "portal:evidence": "a picture",
    "portal:photo": "a picture",
    "portal:raised": "only after raising: test_loop and test_without_javascript look at it",
    "portal:nearest": "only by POST",
    **dict.fromkeys(
        ("excel:mapping", "excel:confirm", "excel:progress", "excel:result", "excel:rejected"),
        "a step after uploading: test_excel walks them",
    ),
    **dict.fromkeys(
        ("excel:roster", "excel:take_roster"), "a step after uploading: tests/excel/test_rosters walks them"
    ),
    "excel:download": "a file",
    "desk:photo": "a picture",
    "desk:search": "leads on to a list or a matter",
    "desk:verify": "only by POST: looked at below",
    "desk:relieve": "only by POST",
    "desk:dismiss": "only by POST",
    "desk:save_filter": "only by POST",
    "desk:drop_filter": "only by POST",
}
"""Names of addresses without a page of their own, each with the reason."""


class Scene:
    """The world in the middle of its day: one matter in each place where a page looks for it."""

    def __init__(self, town: Town):
        world = self.world = town.world
        when = iter(MONDAY + timedelta(minutes=n) for n in range(100))
        self.new = world.raised(
            at=next(when), words="楼道里堆满了纸箱，消防通道走不过去。", called="李大姐", phone="19900006789"
        )
        self.accepted = world.accepted(at=next(when), is_public=True, wants_public=True)
        self.promised = world.promised(at=next(when), is_public=True, wants_public=True)
        self.asked = world.promised(at=next(when))
        actions.ask_extension(
            self.asked, world.handler, at=next(when), due_at=self.asked.due_at + timedelta(days=1), reason="缺配件。"
        )
        self.resolved = world.resolved(at=next(when), is_public=True, wants_public=True)
        self.verified = world.verified(at=next(when), is_public=True, wants_public=True)
        self.closed = world.closed(at=next(when), is_public=True, wants_public=True)
        for matter in (self.new, self.promised):
            actions.attach(matter, world.raiser(matter), kind=Method.DOCUMENT, note="上个月也说过一次。")

    def slip(self, matter: Matter) -> str:
        """A slip that opens this matter."""
        slip = codes.new_slip()
        Matter.objects.filter(pk=matter.pk).update(slip_key=contacts.blind(slip, "slip"))
        return slip

    def portal(self) -> dict[str, list[Look]]:
        new, promised, verified = (self.slip(one) for one in (self.new, self.promised, self.verified))
        plain = ("home", "about", "privacy", "accessibility", "raise", "places", "follow", "promises")
        with_slip = {
            "rate": verified, "ask_reopen": verified, "withdraw": promised, "supplement": promised, "resume": promised,
            "urge": promised, "forget": new,
        }  # fmt: skip
        community = self.world.community.code
        return {
            **{f"portal:{name}": [Look()] for name in (*plain, "communities")},
            **{f"portal:{name}": [Look(args=(slip,))] for name, slip in with_slip.items()},
            "portal:matter": [Look(args=(slip,)) for slip in (new, promised, verified)],
            "portal:public": [Look(args=(one.number,)) for one in (self.accepted, self.promised, self.closed)],
            "portal:community": [Look(args=(community,)), Look(args=(community[:9],))],
        }

    def desk(self) -> dict[str, list[Look]]:
        numbers = "&".join(f"number={one.number}" for one in Matter.objects.filter(state="accepted"))
        matters = [
            Look("worker", (self.new.number,)), Look("coordinator", (self.asked.number,)),
            Look("handler", (self.promised.number,)), Look("verifier", (self.resolved.number,)),
        ]  # fmt: skip
        steps = [
            ("worker", self.new, "register"), ("coordinator", self.accepted, "dispatch"),
            ("coordinator", self.asked, "decide_extension"), ("handler", self.promised, "promise"),
            ("handler", self.promised, "attach"), ("verifier", self.resolved, "verify"),
            ("verifier", self.verified, "call_back"), ("worker", self.new, "unmask"),
        ]  # fmt: skip
        return {
            "desk:home": [Look(one) for one in ("worker", "coordinator", "handler", "verifier", "neighbour")],
            "desk:matters": [Look("coordinator"), Look("handler", after="?q=%E8%B7%AF%E7%81%AF&sort=due")],
            "desk:bulk_dispatch": [Look("coordinator", after=f"?{numbers}")],
            "desk:matter": matters,
            "desk:step": [Look(who, (matter.number, verb)) for who, matter, verb in steps]
            + [Look("handler", (self.resolved.number, "promise"), status=409)],
            "desk:register": [Look("worker"), Look("coordinator")],
        }

    def house(self) -> dict[str, list[Look]]:
        person = self.world.people["handler"]
        plain = (
            "people", "appoint", "calendar", "load_year", "confirm_year", "override_day",
            "ledger",
        )  # fmt: skip
        return {
            **{f"desk:{name}": [Look("administrator")] for name in plain},
            **{f"excel:{name}": [Look("coordinator")] for name in ("upload", "export")},
            "excel:rosters": [Look("organiser"), Look("worker")],
            **{f"desk:{name}": [Look("administrator", (person.pk,))] for name in ("member", "entrust", "move_member")},
        }

    def table(self) -> dict[str, list[Look]]:
        """Every page by the name of its address."""
        parts = [part.looks(self) for part in PARTS.values()]
        return dict(ChainMap(self.portal(), self.desk(), self.house(), *parts))

    def part(self, name: str) -> dict[str, list[Look]]:
        """The pages of one part of this table."""
        return PARTS[name].looks(self) if name in PARTS else getattr(self, name)()


def names(patterns=None, space: str = "") -> Iterator[str]:
    """The names of the addresses of the channels with pages, as the urlconf has them."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            if space in CHANNELS:
                yield f"{space}:{one.name}"
        else:
            yield from names(one.url_patterns, one.namespace or space)


@pytest.mark.django_db
def test_the_table_names_every_page_of_the_house(town):
    twice = [name for name, times in Counter(names()).items() if times > 1]
    assert twice == [], "an address shadows another of the same name"
    known = set(Scene(town).table()).union(NO_PAGE, *(part.NO_PAGE for part in PARTS.values()))
    assert set(names()) - known == set(), "pages without a look: add them to Scene or, with the reason, to NO_PAGE"
    assert known - set(names()) == set(), "looks at pages that are no more"


@pytest.mark.parametrize("part", ["portal", "desk", "house", *PARTS])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_is_whole_at_its_width(town, screen, part):
    scene, wrong = Scene(town), []
    for name, looks in scene.part(part).items():
        for who, args, after, status in looks:
            window = town.at_desk(who, screen) if who else town.anybody(screen)
            try:
                window.go(reverse(name, args=args) + after, status=status)
            except AssertionError as found:
                wrong.append(f"{name}: {found}")
                window.page.complaints.clear()
    assert wrong == [], "\n".join(wrong)


def test_an_auditor_checks_the_whole_ledger_by_pressing_a_button(town):
    town.world.closed()
    window = town.at_desk("auditor").go("/desk/ledger/")
    window.page.locator("form[action='/desk/ledger/verify/'] button").click()
    window.page.wait_for_url("**/verify/")
    window.look()
