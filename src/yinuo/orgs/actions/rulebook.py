"""Put a structure rulebook into force: dated rows, earlier ones end the day before, nothing is deleted."""

from datetime import timedelta

from django.db.models import Q

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import Unfit
from ...kernel.words import _
from ...places.policy import may_administer
from ..models import Threshold
from ..rulebooks import FIELD, Written


@act(may=may_administer, opens=True)
def load_thresholds(_where, actor: Actor, *, at, written: Written):
    """Put a rulebook that was read into force from its first day; a later version never reaches back.

    The row of its first key stands for the whole book in the ledger.
    """
    earlier = Threshold.objects.filter(book=written.name)
    _check_first_day(written, earlier, at)
    _check_no_rival(written)
    for row in written.thresholds:
        last_day = row.valid_from - timedelta(days=1)
        still = Q(valid_to=None) | Q(valid_to__gt=last_day)
        earlier.filter(still, key=row.key).update(valid_to=last_day)
    rows = Threshold.objects.bulk_create(
        Threshold(
            book=written.name, version=written.version, key=row.key, value=row.value, article=row.article,
            valid_from=row.valid_from,
        )
        for row in written.thresholds
    )  # fmt: skip
    return rows[0]


def _check_first_day(written: Written, earlier, at) -> None:
    """What a day was checked against must come out the same for ever: only the first version may begin in the past."""
    if earlier.filter(version=written.version).exists():
        raise Unfit(_("这个版本号已经装入过，而内容不同。请给改过的规则换一个版本号。"), FIELD)
    latest = earlier.order_by("-valid_from").first()
    if latest and (written.valid_from <= latest.valid_from or written.valid_from <= at.date()):
        raise Unfit(
            _("新版本的生效日期要晚于今天，也要晚于上一个版本的生效日期（{day}）。").format(day=latest.valid_from),
            FIELD,
        )


def _check_no_rival(written: Written) -> None:
    """Two books may not hold the same number on the same day: nobody could tell which counts."""
    keys = [row.key for row in written.thresholds]
    rivals = Threshold.objects.filter(Q(valid_to=None) | Q(valid_to__gte=written.valid_from), key__in=keys)
    if rival := rivals.exclude(book=written.name).first():
        raise Unfit(
            _("“{key}”已经由规则“{book} {version}”规定。请在文件里沿用它的 name，换一个版本号再装入。").format(
                key=rival.key, book=rival.book, version=rival.version
            ),
            FIELD,
        )
