"""Which office has it: dispatch, refuse with a basis, adjudicate."""

from django.db.models import prefetch_related_objects

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from ...orgs.queries import valid
from .. import limits, policy
from ..models import Matter, RefusalNote
from ..words import Refusal, State

REFUSALS_BEFORE_ADJUDICATION = 2
"""After the second refusal somebody has to decide (REFERENCE M08, §3 派单踢皮球)."""

COUNTY_CODE = 6


def give(
    matter: Matter, office: Organisation, at, *, book: limits.Book | None = None, is_own_word: bool = False
) -> None:
    """Put the matter into an office's hands; its clock starts with the first dispatch and is not set back.

    `is_own_word`: a community that takes something on by itself is not asked whether it stands on its list.
    """
    if not is_own_word and not limits.may_be_given(matter, office, at.date()):
        raise Unfit(_("这件事不在社区（村）的职责清单里，依规定不能派给社区（村），请选择街道或者职能部门。"), "office")
    if not matter.place_code.startswith(office.place.code[:COUNTY_CODE]):
        raise Unfit(_("“{office}”不在本县（市、区），也不是它的上级单位，请重新选择。").format(office=office), "office")
    hand_over(matter, office, at)
    if matter.dispatched_at is None:
        start_clock(matter, at, limits.standard(matter, at, book))


def hand_over(matter: Matter, office: Organisation, at) -> None:
    """The office has it now; Unfit for an office that is gone."""
    if not valid(office, at.date()):
        raise Unfit(_("这个单位已经撤并，请选择现在的单位。"), "office")
    if matter.kept_from and office.path.startswith(matter.kept_from):
        raise Unfit(_("这件事反映的就是“{office}”，请交给别的单位。").format(office=office), "office")
    matter.office, matter.office_path = office, office.path
    matter.first_office = matter.first_office or office


def start_clock(matter: Matter, since, standard: limits.Standard) -> None:
    """The standard limit runs from this moment."""
    matter.dispatched_at = since
    matter.standard_due_at = matter.first_due_at = matter.due_at = standard.due_at
    matter.calendar_version = standard.calendar_version


@act(may=policy.may_send)
def dispatch(matter: Matter, actor: Actor, *, at, office: Organisation, basis: str = ""):
    """Give the matter to an office by its duties; the first one keeps the duty to coordinate (首接负责)."""
    return _draft_dispatch(matter, actor, at=at, office=office, basis=basis)


def _draft_dispatch(matter, actor, *, at, office, basis="", book=None) -> Organisation:
    if matter.refusals and matter.office_id == office.pk:
        raise Unfit(_("这个单位刚刚退回过，请改派其他单位，或者提请裁定。"), "office")
    give(matter, office, at, book=book, is_own_word=actor.is_house and office.place_id == matter.place_id)
    return office


def _prepare_dispatches(matters: list[Matter], _actor: Actor):
    prefetch_related_objects(matters, "category", "first_office")
    book = limits.book()
    return lambda _matter: {"book": book}


dispatch.act.fn.draft, dispatch.act.fn.prepare = _draft_dispatch, _prepare_dispatches


@act(may=policy.may_handle)
def refuse(matter: Matter, actor: Actor, *, at, basis: Refusal, text: str):
    """Say with a basis why this is not the office's duty. After the second refusal it goes to adjudication."""
    if matter.is_binding:
        raise NotNow(_("这次派单是裁定的结果，不能再退回。如有困难，请与协调员联系。"))
    note = RefusalNote.objects.create(matter=matter, office_id=matter.office_id, at=at, basis=basis, text=text)
    matter.refusals += 1
    matter.state = State.ADJUDICATING if matter.refusals >= REFUSALS_BEFORE_ADJUDICATION else State.REFUSED
    return note


@act(may=policy.may_adjudicate)
def adjudicate(matter: Matter, actor: Actor, *, at, office: Organisation, text: str):
    """Decide whose duty it is, with the reason; this dispatch cannot be refused."""
    give(matter, office, at)
    matter.is_binding = True
    return office
