"""The figures of structure, each counted from rows, with how it is counted and where the rows are."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from yinuo.bulletins.sentences import BEYOND
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.orgs import figures as counted
from yinuo.orgs.models import Organisation
from yinuo.orgs.queries import composition_by_source
from yinuo.orgs.words import BRANCHES, Kind

from ...inspection.figures import inspected
from ..seeing import Here, here

WORDS = {
    "grid.communities": (gettext_lazy("划了网格的社区"), gettext_lazy("有网格的社区，按12位区划代码数。")),
    "grid.grids": (gettext_lazy("网格"), gettext_lazy("有15位代码、当天有效的网格。")),
    "joint_committee.streets": (gettext_lazy("建立联合党工委的街道"), gettext_lazy("当天有效的街道联合党工委所在的街道。")),
    "joint_committee.members": (
        gettext_lazy("每个联合党工委的街道委员"), gettext_lazy("已确认和在任的席位；各街道不一样时不写数。"),
    ),
    "joint_committee.full_time": (
        gettext_lazy("每个联合党工委的专职委员"), gettext_lazy("已确认和在任的席位；各街道不一样时不写数。"),
    ),
    "joint_committee.units": (
        gettext_lazy("吸纳的市级以上单位"), gettext_lazy("单位自己确认过的才算，一个单位只算一次；待确认的不算。"),
    ),
    "linkage.levels_3": (gettext_lazy("三级联动"), gettext_lazy("设定了三个层级的地方写3级，没有的写0。")),
    "linkage.levels_5": (gettext_lazy("五级联动"), gettext_lazy("设定了五个层级的地方写5级，没有的写0。")),
    "staff.full_time": (gettext_lazy("专职党务岗位"), gettext_lazy("当天有效、标明专职的岗位；人员只按岗位数。")),
}  # fmt: skip


@open_to(MEMBERS)
def figures(request: HttpRequest) -> HttpResponse:
    """Sentences as the page prints them, then every figure with its way of counting."""
    now = here(request)
    if now.county is None:
        raise Http404
    code = now.county.code
    sentences = [
        counted.joint_sentence(code, now.day),
        counted.grid_sentence(code, now.day),
        counted.chain_sentence(code, now.day),
        counted.post_sentence(code, now.day),
        *(sentence(code, now.day) for sentence in BEYOND),
    ]
    rows = [
        {
            "id": key,
            "word": WORDS[key][0],
            "how": WORDS[key][1],
            "value": figure(code, now.day),
            "url": rows_of(key, now),
        }
        for key, figure in counted.FIGURES.items()
    ]
    inspection, more = inspected(code, now.day)
    branches = Organisation.objects.on(now.day).filter(kind__in=BRANCHES, place__code__startswith=code)
    shown = {
        "now": now,
        "sentences": [sentence for sentence in [*sentences, inspection] if sentence],
        "rows": rows + more,
        "sources": [one for one in composition_by_source(branches, now.day) if one.seats],
    }
    return render(request, "desk/orgs/figures.html", shown)


def rows_of(key: str, now: Here) -> str:
    """Where the rows that were counted can be looked at."""
    asked = f"county={now.county.code}"
    if key.startswith("joint_committee"):
        return f"{reverse('desk:structure')}?kind={Kind.STREET_JOINT_COMMITTEE}"
    if key.startswith("linkage"):
        return f"{reverse('desk:chains')}?{asked}"
    if key.startswith("staff"):
        return f"{reverse('desk:posts')}?{asked}&show=full_time"
    return f"{reverse('desk:ground')}?{asked}"
