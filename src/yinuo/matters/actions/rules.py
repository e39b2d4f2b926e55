"""Put a rulebook into force: its rows are dated, an older version ends the day before, nothing is deleted."""

from datetime import timedelta

from django.db.models import Q

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.words import _
from ...orgs.models import Kind, Organisation
from ...places.policy import may_administer
from ..models import Category, Duty, LimitRule, Rulebook
from ..rulebooks import FIELD, Written


@act(may=may_administer, opens=True)
def load_rulebook(_where, actor: Actor, *, at, written: Written):
    """Put a rulebook that was read into force from its first day; a later version never reaches back."""
    earlier = Rulebook.objects.filter(name=written.name)
    _check_first_day(written, earlier, at)
    labels = [book.label for book in earlier]
    _check_no_rival(written, labels)
    last_day = written.valid_from - timedelta(days=1)
    still = Q(valid_to=None) | Q(valid_to__gt=last_day)
    LimitRule.objects.filter(still, version__in=labels).update(valid_to=last_day)
    Duty.objects.filter(still, version__in=labels).update(valid_to=last_day)
    _save_categories(written, earlier, last_day)
    _save_limits(written)
    _save_duties(written)
    codes = [row.code for row in written.categories]
    return Rulebook.objects.create(
        name=written.name, version=written.version, sha256=written.sha256, codes=codes, loaded_at=at,
        valid_from=written.valid_from, task_slack=written.task_slack,
    )  # fmt: skip


def _check_first_day(written: Written, earlier, at) -> None:
    """Dues that were told already must come out the same for ever, so only the first version may begin in the past."""
    latest = earlier.order_by("-valid_from").first()
    if earlier.filter(version=written.version).exists():
        raise Unfit(_("这个版本号已经装入过，而内容不同。请给改过的规则换一个版本号。"), FIELD)
    if latest and (written.valid_from <= latest.valid_from or written.valid_from <= at.date()):
        raise Unfit(
            _("新版本的生效日期要晚于今天，也要晚于上一个版本的生效日期（{day}）。").format(day=latest.valid_from),
            FIELD,
        )


def _check_no_rival(written: Written, labels: list[str]) -> None:
    """Two books may not rule the same case: nobody could tell which limit holds."""
    mine = {(row.category, row.urgency, row.region) for row in written.limits}
    rivals = LimitRule.objects.filter(Q(valid_to=None) | Q(valid_to__gte=written.valid_from)).exclude(
        version__in=labels
    )
    for rival in rivals:
        if (rival.category, rival.urgency, rival.region) in mine:
            raise Unfit(
                _("分类“{code}”的时限已经由“{version}”规定，请从其中一本规则里去掉。").format(
                    code=rival.category or _("全部"), version=rival.version
                ),
                FIELD,
            )


def _save_categories(written: Written, earlier, last_day) -> None:
    """A code keeps its meaning: a name may be mended; what a version leaves out ends, and old matters keep it."""
    codes = {row.code for row in written.categories}
    gone = {code for book in earlier for code in book.codes} - codes
    if codes:
        Category.objects.filter(code__in=gone, valid_to=None).update(valid_to=last_day)
    Category.objects.bulk_create(
        (
            Category(code=row.code, name=row.name, full_name=row.full_name, valid_from=written.valid_from)
            for row in written.categories
        ),
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "full_name", "valid_to"],
    )


def _save_limits(written: Written) -> None:
    LimitRule.objects.bulk_create(
        LimitRule(
            category=row.category, urgency=row.urgency, region=row.region, stage=row.stage, order=row.order,
            amount=row.amount, unit=row.unit, source=row.source, version=written.label, valid_from=written.valid_from,
        )
        for row in written.limits
    )  # fmt: skip


def _save_duties(written: Written) -> None:
    offices = Organisation.objects.in_bulk([row.office for row in written.duties if row.office], field_name="path")
    rows = []
    for row in written.duties:
        if row.office and row.office not in offices:
            raise Unfit(_("规则文件职责里的单位“{path}”不存在，请先建立单位。").format(path=row.office), FIELD)
        rows.append(
            Duty(
                category=row.category, region=row.region, org=offices.get(row.office), basis=row.basis,
                org_kind="" if row.office else Kind.COMMUNITY, version=written.label, valid_from=written.valid_from,
            )
        )  # fmt: skip
    Duty.objects.bulk_create(rows)
