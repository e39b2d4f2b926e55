"""A letter of responsibility from its draft to its assessment; its two lists; signatures by two sides (M38)."""

from datetime import date

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Refused, Unfit
from ...kernel.privacy import impersonal, said
from ...kernel.words import _
from ...orgs.models import Organisation
from ..models import DutyTask, LetterSignature, Responsibility, ResponsibilityLetter
from ..policy import letters as policy
from ..queries.letters import items_and_last
from ..rules.letters import likeness
from ..words.letters import ALIVE, SIDES, Layer, LetterState, ResponsibilityState

MOST_TARGETS = 40
OPEN_LISTS = (LetterState.DRAFTED, LetterState.SIGNED)
"""The task list is filled while the letter is drafted and again once both have signed; between the two nothing moves."""


def _targets(text: str) -> str:
    lines = [line.strip() for line in impersonal(text, "targets").splitlines() if line.strip()]
    if not 1 <= len(lines) <= MOST_TARGETS:
        raise Unfit(_("目标一行一条，1到{n}条。").format(n=MOST_TARGETS), "targets")
    return "\n".join(lines)


@act(may=policy.may_draft_letter, opens=True)
def draft_letter(org: Organisation, actor: Actor, *, at, unit: Organisation, year: int, targets: str):
    """A letter between two different offices for one year."""
    if unit.pk == org.pk:
        raise Unfit(_("责任书要由两个不同的单位签。"), "unit")
    if not at.year - 1 <= year <= at.year + 1:
        raise Unfit(_("年份是去年、今年或者明年。"), "year")
    living = ResponsibilityLetter.objects.exclude(state=LetterState.CANCELLED)
    if living.filter(org=org, unit=unit, year=year).exists():
        raise Unfit(_("{year}年和“{unit}”的责任书已经有了。").format(year=year, unit=unit), "unit")
    return ResponsibilityLetter.objects.create(org=org, unit=unit, year=year, targets=_targets(targets), drafted_at=at)


@act(may=policy.may_write_letter)
def rewrite_letter(letter: ResponsibilityLetter, actor: Actor, *, at, targets: str):
    """Other targets, while nobody has signed."""
    letter.targets = _targets(targets)


@act(may=policy.may_list)
def add_responsibility(letter: ResponsibilityLetter, actor: Actor, *, at, layer: Layer, post: str, text: str):
    """Who answers for what: an item of the responsibility list, in one of the three layers."""
    return Responsibility.objects.create(
        letter=letter, layer=layer, post=said(post, "post", 60), text=said(text, "text", 300)
    )


@act(may=policy.may_strike)
def strike_responsibility(responsibility: Responsibility, actor: Actor, *, at, reason: str):
    """It is paper without work: struck out, with the reason, and seen to be struck out."""
    _open_lists(responsibility.letter)
    responsibility.reason = said(reason, "reason", 300)


def _open_lists(letter: ResponsibilityLetter) -> None:
    if letter.state not in OPEN_LISTS:
        raise NotNow(_("现在不能改清单：签的时候清单要停住，核对以后也不再改。"))


@act(may=policy.may_strike)
def set_duty(
    responsibility: Responsibility, actor: Actor, *, at, text: str, due_on: date, shows: str, plan_item: str = ""
):
    """What is done, by when, what will show it, and to which item of the business plan it belongs: the task list."""
    _open_lists(responsibility.letter)
    if not date(responsibility.letter.year, 1, 1) <= due_on <= date(responsibility.letter.year + 1, 1, 31):
        raise Unfit(_("期限在责任书的年度里（最晚到次年一月底）。"), "due_on")
    return DutyTask.objects.create(
        responsibility=responsibility, text=said(text, "text", 300), due_on=due_on, shows=said(shows, "shows", 200),
        plan_item=impersonal(plan_item, "plan_item")[:120],
    )  # fmt: skip


@act(may=policy.may_sign_letter)
def sign_letter(letter: ResponsibilityLetter, actor: Actor, *, at, post: str):
    """One side signs, by a post. How much was there last year already is kept with the signature: it was shown."""
    side = policy.side_of(actor, letter)
    signed = dict(letter.signatures.values_list("side", "member_id"))
    if side in signed:
        raise NotNow(_("{side}已经签过了，等另一方签。").format(side=SIDES[side]))
    if actor.member in signed.values():
        raise Refused(_("一个人不能替两方签。"))
    new, old = items_and_last(letter)
    if not new:
        raise NotNow(_("责任清单还是空的，填好再签。"))
    letter.state = LetterState.SIGNED if signed else LetterState.HALF_SIGNED
    found = likeness([one.text for one in new], [one.text for one in old])
    return LetterSignature.objects.create(
        letter=letter, side=side, member_id=actor.member, post=said(post, "post", 60), at=at,
        likeness=found.overall if found else None,
    )  # fmt: skip


@act(may=policy.may_check_letter)
def check_letter(letter: ResponsibilityLetter, actor: Actor, *, at, note: str):
    """Every item of the responsibility list has a living task, or was struck out with a reason."""
    live = letter.responsibilities.filter(state=ResponsibilityState.LIVE).prefetch_related("duties")
    idle = [one.text for one in live if not any(duty.state in ALIVE for duty in one.duties.all())]
    if idle:
        raise NotNow(
            _("还有{n}条责任没有对应的任务，例如“{text}”。请给它定任务，或者写明理由划去，再核对。").format(
                n=len(idle), text=idle[0][:40]
            )
        )
    letter.check_note = said(note, "note")


@act(may=policy.may_check_letter)
def assess_letter(letter: ResponsibilityLetter, actor: Actor, *, at, assessment: str):
    """What was kept and what not, together with the business plan; sentences, no ranking."""
    if left := DutyTask.objects.filter(responsibility__letter=letter, state__in=["open", "reported"]).count():
        raise NotNow(_("还有{n}项任务没有核对完，先把它们办完、核对或者写明不做了。").format(n=left))
    letter.assessment = said(assessment, "assessment", 1000)


@act(may=policy.may_write_letter)
def cancel_letter(letter: ResponsibilityLetter, actor: Actor, *, at, reason: str):
    """It is not signed any more: drafted anew, or not needed."""
    letter.reason = said(reason, "reason", 300)


@act(may=policy.may_report_duty)
def report_duty(duty: DutyTask, actor: Actor, *, at, outcome: str):
    """The unit says it is done, and what came of it."""
    if duty.responsibility.letter.state not in (LetterState.SIGNED, LetterState.CHECKED):
        raise NotNow(_("双方签了责任书，任务才算开始。"))
    duty.outcome = said(outcome, "outcome")


@act(may=policy.may_check_duty)
def confirm_duty(duty: DutyTask, actor: Actor, *, at, note: str):
    """The other side has looked: it is so."""
    duty.note = said(note, "note")


@act(may=policy.may_check_duty)
def return_duty(duty: DutyTask, actor: Actor, *, at, note: str):
    """The other side has looked: it is not so."""
    duty.note = said(note, "note")


@act(may=policy.may_cancel_duty)
def cancel_duty(duty: DutyTask, actor: Actor, *, at, reason: str):
    """It is not done, with the reason; its responsibility then needs another task or is struck out."""
    duty.note = said(reason, "reason")
