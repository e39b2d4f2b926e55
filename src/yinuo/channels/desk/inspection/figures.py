"""The figures of the newest round over a place, for the page of figures."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.inspection.figures import FIGURES, inspection_sentence, round_of

from .sight import known_url

WORDS = {
    "inspection.start": (gettext_lazy("观摩开始"), gettext_lazy("部署时定的日子。")),
    "inspection.end": (gettext_lazy("观摩结束"), gettext_lazy("部署时定的日子。")),
    "inspection.days": (gettext_lazy("观摩天数"), gettext_lazy("从开始到结束，两头都算。")),
    "inspection.groups": (gettext_lazy("观摩分组"), gettext_lazy("这一轮分的组数。")),
    "inspection.tasks": (gettext_lazy("对照的任务"), gettext_lazy("冻结的评分细则里的项数。")),
    "inspection.summary_at": (gettext_lazy("总结点评会"), gettext_lazy("登记已经开过的时间；没有开的不写。")),
    "inspection.typical_speeches": (gettext_lazy("典型发言的单位"), gettext_lazy("封票以后登记的；不分先后，不是名次。")),
}  # fmt: skip


def inspected(code: str, day: date) -> tuple[str, list[dict]]:
    """The sentence of the newest round of the place or of one above it, and its figures as rows; empty without one."""
    round = round_of(code, day)
    if round is None:
        return "", []
    url = known_url("portal:round", round.pk)
    rows = [
        {"id": key, "word": WORDS[key][0], "how": WORDS[key][1], "value": figure(round), "url": url}
        for key, figure in FIGURES.items()
    ]
    return _("{round}：{said}。").format(round=round.name, said=inspection_sentence(round)), rows
