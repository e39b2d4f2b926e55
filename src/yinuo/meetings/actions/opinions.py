"""An opinion becomes a matter of the core, and its answer the matter's first steps: nothing is entered twice."""

from datetime import date, datetime

from ...acts import ledger
from ...acts.canon import reference
from ...acts.door import act
from ...kernel import codes, privacy
from ...kernel.actor import HOUSE, Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...matters import actions as core
from ...matters import limits
from ...matters.models import Category, Matter
from ...matters.words import Intake, Kind, Outcome, State, Urgency
from ...orgs.models import Organisation
from ..models.listening import ListeningDay, Opinion
from ..policy import listening as policy
from ..words.listening import TO_BE_DONE, Answer

OTHER = _("其他")
"""The category of what nobody has sorted yet, in the shipped rulebook and in most of those of cities."""

LONGEST = 2000
WHICH = {
    Answer.ON_SPOT: _("请写一句当场是怎么答复的。"),
    Answer.LIMITED_TIME: _("请写一句答应做什么。"),
    Answer.TRANSFERRED: _("请写一句转给对方办什么。"),
    Answer.EXPLAINED: _("请写明为什么办不了，或者为什么这样定。"),
}


def hear(day: ListeningDay, actor: Actor, *, at, moment, uid, words, slip, wants_public, **given) -> Opinion:
    """The row of what was said, with its matter; `.slip` opens it for whoever said it."""
    if Opinion.objects.filter(uid=uid).exists():
        raise NotNow(_("这条意见已经记下了。"))
    if slip and codes.read_slip(slip) != slip:
        raise Unfit(_("单号在传输中损坏了，请再传一次。"), "slip")
    matter = core.raise_(
        day.place, actor, at=moment, words=words, kind=Kind.SUGGESTION, intake=Intake.LISTENING_DAY,
        wants_public=wants_public, slip=slip, source="listening", source_number=str(uid),
    )  # fmt: skip
    number = day.opinions.count() + 1
    opinion = Opinion.objects.create(day=day, matter=matter, uid=uid, number=number, said_at=moment, **given)
    opinion.slip = matter.slip
    return opinion


@act(may=policy.may_answer)
def answer_opinion(
    opinion: Opinion,
    actor: Actor,
    *,
    at,
    answer: Answer,
    text: str,
    due_on: date | None = None,
    office: Organisation | None = None,
    receipt: str = "",
    was_there: bool = False,
    is_agreed: bool = True,
    category: Category | None = None,
    answered_at: datetime | None = None,
):
    """What was said to it, at the table or after: on the spot, by a day, to another unit, or why not.

    `was_there`: the office's own people sat at the table and promised; without them it is a transfer.
    """
    if opinion.answer:
        raise NotNow(_("这条意见已经有答复方式了：{answer}。").format(answer=opinion.get_answer_display()))
    if not 0 < len(text.strip()) <= LONGEST:
        raise Unfit(WHICH[answer], "text")
    opinion.text = privacy.impersonal(text, "text")
    opinion.answer, opinion.answered_at, opinion.answered_by_id = answer, min(answered_at or at, at), actor.member
    _check(opinion, answer, due_on=due_on, office=office, receipt=receipt, was_there=was_there)
    return _carry_out(opinion, actor, is_agreed=is_agreed, category=category)


def _check(opinion: Opinion, answer: Answer, *, due_on, office, receipt, was_there) -> None:
    """What each kind of answer needs, and nothing of what the others need."""
    own = opinion.day.org
    if answer == Answer.LIMITED_TIME:
        if due_on is None:
            raise Unfit(_("请写明哪天办到。"), "due_on")
        office = office or own
        if office.pk != own.pk and not was_there:
            raise Unfit(_("“{office}”没有人在场答应的，请选“转办”，由它自己承诺。").format(office=office), "was_there")
        opinion.office, opinion.due_on = office, due_on
    if answer == Answer.TRANSFERRED:
        if office is None or office.pk == own.pk:
            raise Unfit(_("请选择转给哪个单位；自己办的选“限时办理”。"), "office")
        if not 0 < len(receipt.strip()) <= 60:
            raise Unfit(_("请写回执号，或者写明对方是怎么收下的，例如“现场签收”。"), "receipt")
        opinion.office, opinion.receipt = office, privacy.impersonal(receipt, "receipt")


def _carry_out(opinion: Opinion, actor: Actor, *, is_agreed: bool, category: Category | None) -> Matter:
    """The first steps of the matter, by the acts of the core."""
    matter, answer = opinion.matter, Answer(opinion.answer)
    last_at = ledger.last(reference(matter))[2]
    at = max(opinion.answered_at, last_at) if last_at else opinion.answered_at
    at = at.astimezone(opinion.answered_at.tzinfo)
    if matter.state == State.RECEIVED:
        _register(matter, actor, at, category)
    if answer not in TO_BE_DONE:
        agreed = answer == Answer.ON_SPOT or is_agreed
        outcome = Outcome.ANSWERED if agreed else Outcome.EXPLAINED_NOT_AGREED
        core.answer(matter, actor, at=at, text=opinion.text, outcome=outcome)
        return matter
    if matter.state == State.REGISTERED:
        core.accept(matter, actor, at=at)
    basis = _("民情沟通日当场转办，{receipt}") if answer == Answer.TRANSFERRED else _("民情沟通日当场承诺")
    core.dispatch(matter, HOUSE, at=at, office=opinion.office, basis=basis.format(receipt=opinion.receipt))
    if answer == Answer.LIMITED_TIME:
        _promise(opinion, matter, at)
    return matter


def _register(matter: Matter, actor: Actor, at: datetime, category: Category | None) -> None:
    category = category or _unsorted(at.date())
    is_public = matter.wants_public and not privacy.scan(f"{matter.title}\n{matter.words}")
    core.register(
        matter, actor, at=at, category=category, kind=Kind(matter.kind), urgency=Urgency.NORMAL, is_public=is_public,
        public_words=matter.words if is_public else "",
    )  # fmt: skip


def _unsorted(day: date) -> Category:
    """The category of what nobody has sorted yet: at the table nobody is asked for one."""
    other = Category.objects.filter(limits.valid_on(day), name=OTHER).order_by("-code").first()
    if other is None:
        raise Unfit(_("请选择事项分类。"), "category")
    return other


def _promise(opinion: Opinion, matter: Matter, at: datetime) -> None:
    try:
        core.promise(matter, HOUSE, at=at, text=opinion.text, due_at=limits.end_of(opinion.due_on))
    except Unfit as problem:
        raise Unfit(problem.sentence, "due_on" if problem.field == "due_at" else problem.field) from None
