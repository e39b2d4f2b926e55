"""What an organisation is called, where it is found, whom it follows, its terms, and what a branch covers."""

from datetime import date, timedelta

from django.db.models import F, Q

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Refused, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from .. import policy
from ..models import Coverage, Gathering, Naming, Organisation, Section, Term
from ..queries.tree import party_line, paths_above, superior_of
from ..words import BRANCHES, PARTY, UnitLevel
from .establishing import fit_credit_code, fit_level, fit_name, fit_superior, has_ended

DAY = timedelta(days=1)


def living(org: Organisation, day: date) -> None:
    """NotNow when the organisation has ended."""
    if has_ended(org, day):
        raise NotNow(_("“{name}”已经撤销，不能再改动。").format(name=org))


def fit_document(document: str) -> str:
    """The number of the document that decided it; Unfit without."""
    if not document.strip():
        raise Unfit(_("请填写批准文件的文号。"), "document")
    return impersonal(document, "document")


def fit_day(day: date | None, at, field: str) -> date:
    """The day it happened, today by default; what is still to come is entered when it has come."""
    if day is not None and day > at.date():
        raise Unfit(_("日期不能晚于今天，到了那一天再登记。"), field)
    return day or at.date()


@act(may=policy.may_shape)
def rename(org: Organisation, actor: Actor, *, at, name: str, document: str, valid_from: date | None = None):
    """The organisation bears another name from a day on; the old one is kept for the days it was borne."""
    living(org, at.date())
    name, document = fit_name(name), fit_document(document)
    if name == org.name:
        raise Unfit(_("新名称和现在的名称一样。"), "name")
    first_day = fit_day(valid_from, at, "valid_from")
    last = org.namings.order_by("-valid_to").first()
    borne_from = last.valid_to + DAY if last else org.valid_from
    if first_day <= borne_from:
        raise Unfit(
            _("现在的名称从{day}起使用，新名称要从这一天之后启用。").format(day=borne_from.isoformat()), "valid_from"
        )
    old = org.name
    org.name = name
    return Naming.objects.create(org=org, name=old, valid_from=borne_from, valid_to=first_day - DAY, document=document)


@act(may=policy.may_shape)
def describe(
    org: Organisation,
    actor: Actor,
    *,
    at,
    phone: str | None = None,
    address: str | None = None,
    hours: str | None = None,
    credit_code: str | None = None,
    unit_level: UnitLevel | str | None = None,
):
    """How it is found and registered; what is not given stays, an empty word empties."""
    living(org, at.date())
    for field, words in (("phone", phone), ("address", address), ("hours", hours)):
        if words is not None:
            setattr(org, field, words.strip() if field == "phone" else impersonal(words, field))
    if credit_code is not None:
        org.credit_code = fit_credit_code(credit_code, org, at.date())
    if unit_level is not None:
        org.unit_level = fit_level(unit_level)


@act(may=policy.may_reshape)
def set_superior(org: Organisation, actor: Actor, *, at, superior: Organisation | None):
    """The party organisation above it, where that is not the nearest one on its path; None: that one again."""
    living(org, at.date())
    if superior is not None:
        fit_superior(superior, at.date())
        if superior.path.startswith(org.path):
            raise Unfit(_("“{name}”就在本单位之内，不能作它的上级党组织。").format(name=superior), "superior")
    org.superior = superior
    fit_line(org, superior_of(org, at.date()), at.date(), "superior")


def fit_line(org: Organisation, above: Organisation | None, day: date, field: str) -> None:
    """The way up from `above` never comes back to the organisation."""
    if above is not None and org in party_line(above, day):
        raise Unfit(
            _("“{name}”的上级一路往上就是“{org}”，这样会绕成一个圈。请选择别的上级党组织。").format(
                name=above, org=org
            ),
            field,
        )


@act(may=policy.may_shape)
def begin_term(org: Organisation, actor: Actor, *, at, starts_on: date, ends_on: date, document: str = ""):
    """A new term of a committee or branch committee. With a document it may cut the running one short (提前换届)."""
    living(org, at.date())
    if org.kind not in PARTY:
        raise Unfit(_("只有党组织和委员会才有任期。"))
    if ends_on <= starts_on:
        raise Unfit(_("任期的结束日期要晚于开始日期。"), "ends_on")
    if starts_on < org.valid_from:
        raise Unfit(_("任期不能早于设立日期（{day}）。").format(day=org.valid_from.isoformat()), "starts_on")
    for earlier in org.terms.filter(starts_on__lte=ends_on, ends_on__gte=starts_on):
        _cut_short(earlier, starts_on, document)
    return Term.objects.create(org=org, starts_on=starts_on, ends_on=ends_on, document=impersonal(document, "document"))


def _cut_short(earlier: Term, starts_on: date, document: str) -> None:
    span = {"start": earlier.starts_on.isoformat(), "end": earlier.ends_on.isoformat()}
    if earlier.starts_on + DAY >= starts_on:
        raise Unfit(_("和已有的一届（{start}至{end}）重叠，请核对日期。").format(**span), "starts_on")
    if not document.strip():
        raise Unfit(_("和已有的一届（{start}至{end}）重叠。提前换届的，请填写批准文号。").format(**span), "document")
    earlier.ends_on = starts_on - DAY
    earlier.save(update_fields=["ends_on"])


@act(may=policy.may_shape)
def characterise(org: Organisation, actor: Actor, *, at, portfolio: str, nature: str, site: str):
    """What the branch planner asks about a section: whose portfolio (by post), what nature of work, which site."""
    living(org, at.date())
    if org.kind in PARTY:
        raise Unfit(_("只有科室和单位才有分管领域、工作性质和办公地点。"))
    given = {"portfolio": portfolio, "nature": nature, "site": site}
    given = {field: impersonal(words, field) for field, words in given.items()}
    for field, words in given.items():
        if not words:
            raise Unfit(_("分管领域、工作性质和办公地点都要填写。"), field)
    section, _made = Section.objects.update_or_create(org=org, defaults=given)
    return section


@act(may=policy.may_shape)
def record_coverage(
    org: Organisation, actor: Actor, *, at, unit: Organisation, document: str = "", valid_from: date | None = None
):
    """The branch covers a unit or section. What another branch covers changes only by a proposal (M28)."""
    living(org, at.date())
    if org.kind not in BRANCHES:
        raise Unfit(_("只有党支部、联合党支部覆盖单位和科室。"))
    if unit.kind in PARTY or unit.pk == org.pk:
        raise Unfit(_("党支部覆盖的是单位和科室，“{name}”是党组织。").format(name=unit), "unit")
    if has_ended(unit, at.date()):
        raise Unfit(_("“{name}”已经撤销，请选择现有的单位。").format(name=unit), "unit")
    if refusal := policy.may_cover(actor, unit):
        raise Refused(refusal)
    Organisation.objects.select_for_update().get(pk=unit.pk)
    first_day = fit_day(valid_from, at, "valid_from")
    _covered_once(org, unit, first_day)
    return Coverage.objects.create(branch=org, unit=unit, valid_from=first_day)


def _covered_once(org: Organisation, unit: Organisation, first_day: date) -> None:
    """From the day on no member counts twice: neither the unit nor what is above or below it is in another branch."""
    if first_day < max(org.valid_from, unit.valid_from):
        raise Unfit(_("编入日期不能早于支部和单位的设立日期。"), "valid_from")
    rows = Coverage.objects.exclude(valid_to__lt=first_day).exclude(valid_to__lt=F("valid_from"))
    related = Q(unit__path__gte=unit.path, unit__path__lt=unit.path + "~") | Q(unit__path__in=paths_above(unit.path))
    present = rows.filter(related).select_related("branch", "unit").order_by("valid_to").last()
    if present is None:
        return
    said = {"name": unit, "other": present.unit, "branch": present.branch, "day": present.valid_to}
    if present.unit_id != unit.pk:
        sentence, field = _("“{other}”已经编入“{branch}”，再编入“{name}”会重复计算党员。"), "unit"
    elif present.valid_to is not None:
        sentence, field = _("“{name}”到{day}为止编入“{branch}”，请从下一天起填写。"), "valid_from"
    elif present.branch_id == org.pk:
        sentence, field = _("“{name}”已经编入这个支部。"), "unit"
    else:
        sentence, field = _("“{name}”已经编入“{branch}”。要改编，请提出调整支部的申报。"), "unit"
    raise Unfit(sentence.format(**said), field)


@act(may=policy.may_gather)
def gather(org: Organisation, actor: Actor, *, at, held_on: date, topic: str):
    """The group met: when and about what. Nobody's attendance is kept."""
    living(org, at.date())
    if org.kind not in PARTY:
        raise Unfit(_("这里只登记党组织的会议。"))
    if not topic.strip():
        raise Unfit(_("请用一句话写明议题。"), "topic")
    if fit_day(held_on, at, "held_on") < org.valid_from:
        raise Unfit(_("会议日期不能早于设立日期（{day}）。").format(day=org.valid_from.isoformat()), "held_on")
    return Gathering.objects.create(org=org, held_on=held_on, topic=impersonal(topic, "topic"))
