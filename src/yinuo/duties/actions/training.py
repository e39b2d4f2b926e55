"""Training sessions of full-time posts, with counts by unit (M39)."""

from datetime import date
from decimal import Decimal

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Organisation, Post
from ..models import Training, TrainingCount
from ..policy import training as policy
from ..rules import training as rules
from ..words.training import Audience, TrainingForm

MOST_HOURS = 80


@act(may=policy.may_plan_training, opens=True)
def plan_training(
    org: Organisation,
    actor: Actor,
    *,
    at,
    title: str,
    form: TrainingForm,
    on: date,
    hours: Decimal,
    where: str = "",
    audience: Audience = Audience.MEMBERS,
):
    """A session is arranged: what, for whom, how long."""
    said = impersonal(title, "title")
    if not 0 < len(said) <= 80:
        raise Unfit(_("请填写培训的题目，不超过80字。"), "title")
    if not 0 < hours <= MOST_HOURS:
        raise Unfit(_("学时在0到{n}之间。").format(n=MOST_HOURS), "hours")
    return Training.objects.create(
        org=org, title=said, form=form, on=on, hours=hours, where=impersonal(where, "where")[:120], audience=audience
    )


@act(may=policy.may_run_training)
def hold_training(training: Training, actor: Actor, *, at, outcome: str):
    """It was held; an outcome in a sentence instead of pictures."""
    if training.on > at.date():
        raise Unfit(_("还没有到培训的日子，办过再登记。"))
    training.outcome = _outcome(outcome, "outcome")


@act(may=policy.may_run_training)
def cancel_training(training: Training, actor: Actor, *, at, reason: str):
    """It will not be held; the reason stands in place of the outcome."""
    training.outcome = _outcome(reason, "reason")


def _outcome(text: str, field: str) -> str:
    said = impersonal(text, field)
    if not 0 < len(said) <= 500:
        raise Unfit(_("请写一句，不超过500字。"), field)
    return said


@act(may=policy.may_run_training)
def count_training(
    training: Training,
    actor: Actor,
    *,
    at,
    unit: Organisation,
    attended: int,
    taken: int | None = None,
    passed: int | None = None,
):
    """How many of a unit came, and of a test how many took it and passed; told again, the newer counts stand."""
    posts = Post.objects.on(training.on).filter(org__path__gte=unit.path, org__path__lt=unit.path + "~").count()
    rules.fit_counts(attended, taken, passed, posts)
    row, _made = TrainingCount.objects.update_or_create(
        training=training, unit=unit, defaults={"attended": attended, "taken": taken, "passed": passed}
    )
    return row
