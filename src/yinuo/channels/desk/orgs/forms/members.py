"""Forms of what a branch or group is: terms, counts, transfers, coverage, areas, meetings, reasons given."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.orgs.words import BRANCHES, PARTY, Kind
from yinuo.places.models import Building, Place

from ...matters.forms.step import day, words
from .step import ChosenField, OrganisationField, PlaceField, StepForm, document, near, number

COUNTED = BRANCHES | {Kind.GENERAL_BRANCH, Kind.COMMITTEE_ORG}
FULL, PROBATIONARY = gettext_lazy("正式党员"), gettext_lazy("预备党员")


class BeginTerm(StepForm):
    verb, after = "begin_term", gettext_lazy("新一届已经登记。")
    starts_on = day(gettext_lazy("本届从"))
    ends_on = day(gettext_lazy("本届到"), help_text=gettext_lazy("社区、村的支部一般五年，其他单位一般三年。"))
    document = document(label=gettext_lazy("批复或选举结果的文号"), required=False)

    def arrange(self):
        self.initial.setdefault("starts_on", self.today)


class Count(StepForm):
    verb, after = "count", gettext_lazy("人数已经登记。")
    counted_on = day(gettext_lazy("截至哪天"))
    full = number(FULL)
    probationary = number(PROBATIONARY, required=False)
    source = forms.CharField(
        label=gettext_lazy("数字从哪来"), max_length=120, required=False,
        help_text=gettext_lazy("例如：党员管理系统月报。这里只记人数，不记名册。"),
    )  # fmt: skip

    def arrange(self):
        self.initial.setdefault("counted_on", self.today)
        self.initial.setdefault("probationary", 0)


class Transfer(StepForm):
    verb, after = "transfer", gettext_lazy("两边的人数都已经更新。")
    to = OrganisationField(label=gettext_lazy("转到哪里"))
    full = number(FULL, required=False)
    probationary = number(PROBATIONARY, required=False)
    moved_on = day(gettext_lazy("哪天转的"), required=False, help_text=gettext_lazy("不填就是今天。"))

    def arrange(self):
        kinds = COUNTED if self.subject.kind in PARTY else None
        found = near(self.subject, self.today, kinds)
        self.fields["to"].arrange(found if kinds else found.exclude(kind__in=PARTY))
        self.hint(_("只转人数，不记是谁。组织关系的手续仍在党员管理系统里办。"))


class Characterise(StepForm):
    """What the branch planner asks about a section."""

    verb, after = "characterise", gettext_lazy("科室情况已经登记。")
    portfolio = forms.CharField(
        label=gettext_lazy("由谁分管"), max_length=40, help_text=gettext_lazy("写岗位，例如：副局长（分管业务）。")
    )
    nature = forms.CharField(
        label=gettext_lazy("工作性质"), max_length=40, help_text=gettext_lazy("例如：综合、业务、执法、服务。")
    )
    site = forms.CharField(label=gettext_lazy("办公地点"), max_length=40, help_text=gettext_lazy("例如：主楼、北院。"))

    def arrange(self):
        known = getattr(self.subject, "section", None)
        for name in ("portfolio", "nature", "site"):
            if known:
                self.initial.setdefault(name, getattr(known, name))


class RecordCoverage(StepForm):
    verb, after = "record_coverage", gettext_lazy("已经登记。")
    unit = OrganisationField(
        label=gettext_lazy("这个支部覆盖哪个单位或科室"), help_text=gettext_lazy("它的党员从今天起算在这个支部。")
    )
    document = document(required=False)

    def arrange(self):
        self.fields["unit"].arrange(near(self.subject, self.today).exclude(kind__in=PARTY))


class BuildingField(ChosenField):
    """A building of a community, by its name."""

    model = Building

    def label_of(self, one: Building) -> str:
        return _("{name}（编号{pk}）").format(name=one.name, pk=one.pk)


class Serve(StepForm):
    """A group serves a grid, or a stairwell of a building."""

    verb, after = "serve", gettext_lazy("已经登记。")
    grid = PlaceField(label=gettext_lazy("服务的网格"), required=False)
    building = BuildingField(label=gettext_lazy("服务的楼栋"), required=False)
    stairwell = forms.CharField(
        label=gettext_lazy("单元（楼道）"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("例如：2单元。不填就是整栋楼。"),
    )

    def arrange(self):
        code = self.subject.place.code
        if self.subject.kind == Kind.STAIRWELL_GROUP:
            del self.fields["grid"]
            self.fields["building"].required = True
            found = Building.objects.on(self.today).filter(community__code__startswith=code[:12])
            self.fields["building"].arrange(found.order_by("community__code", "code"))
        else:
            del self.fields["building"], self.fields["stairwell"]
            self.fields["grid"].required = True
            grids = Place.objects.on(self.today).under(code[:12]).filter(level="grid")
            self.fields["grid"].arrange(grids.order_by("code"))


class Unserve(StepForm):
    verb, after = "unserve", gettext_lazy("已经登记：从今天起不再服务。")
    area = forms.ModelChoiceField(queryset=None, label=gettext_lazy("不再服务的"))

    def arrange(self):
        self.fields["area"].queryset = self.subject.areas.on(self.today).select_related("grid", "building")
        self.fields["area"].label_from_instance = area_words
        if asked := self.asked.get("area"):
            self.initial["area"] = asked


def area_words(area) -> str:
    """文化路社区第3网格 / 12号楼2单元."""
    return area.grid.name if area.grid else f"{area.building.name}{area.stairwell}"


class Gather(StepForm):
    verb, after = "gather", gettext_lazy("已经记下。")
    held_on = day(gettext_lazy("哪天"))
    topic = forms.CharField(
        label=gettext_lazy("商量或者办了什么"),
        max_length=120,
        help_text=gettext_lazy("一句话，不写人名，不写谁到了谁没到。"),
    )

    def arrange(self):
        self.initial.setdefault("held_on", self.today)


class Explain(StepForm):
    """Why it may stand as it is although a rule says otherwise."""

    verb, after = "explain", gettext_lazy("原因已经记下，显示在提醒旁边。")
    rule = forms.CharField(widget=forms.HiddenInput)
    text = words(gettext_lazy("为什么现在只能这样"), rows=3, most=300)
    valid_to = day(gettext_lazy("这个原因到哪天为止"), help_text=gettext_lazy("到期以后提醒照常显示。"))

    def arrange(self):
        if asked := self.asked.get("rule"):
            self.initial["rule"] = asked
        self.hint(_("说明原因不会改变规则，也不会取消提醒：提醒和原因一起显示，由上级判断。"))
