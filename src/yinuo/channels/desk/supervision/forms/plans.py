"""Forms of plans and teams."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.orgs.models import Member, Organisation
from yinuo.supervision.actions.plans import MOST_TOPICS
from yinuo.supervision.models import SupervisionTeam
from yinuo.supervision.rules.plans import NOT_VISITED
from yinuo.supervision.words import PLAN_KINDS, PlanKind

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import ChosenField, MemberField, document
from .step import StepForm, TickedField

MOST_UNITS = 200


class DraftPlan(StepForm):
    verb, after = "draft_plan", gettext_lazy("计划已经起草。下一步：列入单位，分给督查组，然后开始执行。")
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=80, help_text=gettext_lazy("例如：2026年机关党建督查。")
    )
    kind = fixed(gettext_lazy("管多长时间"), PlanKind, PLAN_KINDS)
    starts_on = day(gettext_lazy("哪天开始"))
    ends_on = day(gettext_lazy("哪天结束"))
    topics = words(
        gettext_lazy("督查主题"), rows=5, most=800,
        help_text=gettext_lazy("一行一个，最多十二个。开始执行以后不能再加：不扩大督查范围。"),
    )  # fmt: skip
    basis = document()

    def given(self):
        given = super().given()
        return given | {"topics": [one for one in given["topics"].splitlines() if one.strip()][: MOST_TOPICS + 1]}


class TakeIn(StepForm):
    verb, after = "take_in", gettext_lazy("单位已经列入。")
    units = TickedField(label=gettext_lazy("督查哪些单位和支部"))

    def arrange(self):
        path = self.subject.org.path
        known = self.subject.units.values("unit")
        found = Organisation.objects.on(self.today).filter(path__gt=path, path__lt=path + "~").exclude(pk__in=known)
        self.fields["units"].arrange(found.exclude(kind__in=NOT_VISITED).order_by("path")[:MOST_UNITS])
        self.hint(_("督查只到单位和支部，不到居民。"))

    def given(self):
        given = super().given()
        return given | {"units": self.fields["units"].rows(given.get("units"))}


class TeamField(ChosenField):
    """A team."""

    model = SupervisionTeam

    def label_of(self, one: SupervisionTeam) -> str:
        return _("{name}（编号{pk}）").format(name=one.name, pk=one.pk)


class AssignUnits(StepForm):
    verb, after = "assign_units", gettext_lazy("已经分给督查组。")
    team = TeamField(label=gettext_lazy("哪个督查组"))
    units = TickedField(label=gettext_lazy("哪些单位"))

    def arrange(self):
        teams = SupervisionTeam.objects.filter(org=self.subject.org, disbanded_on=None).order_by("number")
        self.fields["team"].arrange(teams)
        rows = list(self.subject.units.select_related("unit", "team"))
        self.teams = {row.unit_id: row.team for row in rows}
        self.fields["units"].arrange([row.unit for row in rows], self._label)
        self.hint(_("一个单位只由一个组督查。成员本人所在的单位和它的上级、下级，系统会拦下来，要换一个组。"))

    def _label(self, unit: Organisation) -> str:
        team = self.teams.get(unit.pk)
        return _("{unit}（现在：{team}）").format(unit=unit.name, team=team) if team else unit.name

    def given(self):
        given = super().given()
        return given | {"units": self.fields["units"].rows(given.get("units"))}


class PutInForce(StepForm):
    verb, after = "put_in_force", gettext_lazy("计划开始执行，各督查组可以安排督查了。")

    def arrange(self):
        self.hint(_("开始执行以后，单位和主题都不能再加。被督查的单位会看到这份计划。"), tone="warning")


class ClosePlan(StepForm):
    verb, after = "close_plan", gettext_lazy("计划已经结束。")

    def arrange(self):
        self.hint(
            _("每次督查都反馈了结论、每个问题都核定或者撤销了，才能结束。结束以后不再安排督查，整改照常跟到销号。")
        )


class FormTeam(StepForm):
    verb, after = "form_team", gettext_lazy("督查组已经组建，接着加成员。")
    name = forms.CharField(label=gettext_lazy("名称"), max_length=60, help_text=gettext_lazy("例如：第一督查组。"))


class JoinTeam(StepForm):
    verb, after = "join_team", gettext_lazy("成员已经加入。")
    member = MemberField(label=gettext_lazy("谁"))
    leads = forms.BooleanField(label=gettext_lazy("担任组长"), required=False)

    def arrange(self):
        path = self.subject.org.path
        found = Member.objects.filter(org__path__gte=path, org__path__lt=path + "~", valid_from__lte=self.today)
        self.fields["member"].arrange(found.exclude(valid_to__lt=self.today))


class LeaveTeam(StepForm):
    verb, after = "leave_team", gettext_lazy("已经退出。参加过的督查，以后也不由他复核。")
    member = MemberField(label=gettext_lazy("谁"))

    def arrange(self):
        seats = self.subject.seats.filter(left_on=None)
        self.fields["member"].arrange(Member.objects.filter(pk__in=seats.values("member")))


class DisbandTeam(StepForm):
    verb, after = "disband_team", gettext_lazy("督查组已经撤销。")

    def arrange(self):
        self.hint(_("还有没反馈结论的督查，不能撤销。撤销以后，督查过的记录都在。"))
