"""Forms of a round: ordered, units entered, groups led, drawn, set out, come back, archived."""

from uuid import uuid5

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.models import Rubric
from yinuo.evaluation.words import RubricState
from yinuo.inspection import rules
from yinuo.kernel.errors import Unfit
from yinuo.orgs.models import Organisation
from yinuo.orgs.words import AREA_OFFICES

from ...matters.forms.step import day
from ...orgs.forms.step import ChosenField, MemberField, OrganisationField, number
from .step import StepForm, members_of

BELOW = {2: 4, 4: 6, 6: 9, 9: 12}
"""Digits of a place's code → digits of the places right below it."""


class RubricField(ChosenField):
    """A frozen rubric."""

    model = Rubric

    def label_of(self, one: Rubric) -> str:
        return _("{rubric}（编号{pk}）").format(rubric=one, pk=one.pk)


class Order(StepForm):
    """A round begins: by whose order, on which theme, by which rubric, when and with how many groups."""

    verb, after = "order", gettext_lazy("已经部署。下一步：把参加的单位加进来，请他们报点位。")
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=80, help_text=gettext_lazy("例如：2026年城市基层党建集中观摩。")
    )
    theme = forms.CharField(
        label=gettext_lazy("主题"), max_length=40, help_text=gettext_lazy("同一个主题，本级和上下级一年内只观摩一次。")
    )
    ordered_by = forms.CharField(
        label=gettext_lazy("谁部署的"), max_length=80, help_text=gettext_lazy("写机关名称，不写姓名。")
    )
    rubric = RubricField(label=gettext_lazy("评分细则（已冻结的）"))
    starts_on = day(gettext_lazy("哪天开始"))
    ends_on = day(gettext_lazy("哪天结束"))
    groups = number(gettext_lazy("分几个组"), initial=2)
    sites_per_unit = number(
        gettext_lazy("每个单位看几个点位"),
        initial=5,
        help_text=gettext_lazy("至少一半随机抽，其余从单位推荐的里面选。"),
    )
    unit_minutes = number(
        gettext_lazy("在一个单位最多停留多少分钟"),
        required=False,
        help_text=gettext_lazy("参观和路上都算，防止迎来送往。不填就不限。"),
    )
    document = forms.CharField(
        label=gettext_lazy("批准文号"), max_length=120, required=False,
        help_text=gettext_lazy("一年内同一主题再安排一轮，要先报批；第一轮可以不填。"),
    )  # fmt: skip

    def arrange(self):
        path = self.subject.path
        above = [path[:size] for size in range(4, len(path) + 1, 4)]
        found = Rubric.objects.filter(org__path__in=above, state=RubricState.FROZEN).order_by("-frozen_at")
        self.fields["rubric"].arrange(found)
        if not self.is_bound and not found.exists():
            self.hint(_("还没有已冻结的评分细则。先起草、征求意见、冻结细则，再来部署。"), tone="warning")


class Enter(StepForm):
    """Several organisations at once: those right below the organiser, and any other one by its name."""

    actions = evaluating
    area = "evaluation"
    verb = "enter"
    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("下一级的单位"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=(), required=False
    )
    org = OrganisationField(
        label=gettext_lazy("再加一个别的单位"), required=False, help_text=gettext_lazy("例如功能区、开发区的党工委。")
    )
    panel = number(
        gettext_lazy("先放在第几组"),
        initial=1,
        help_text=gettext_lazy("采用路线的时候，会按路线重新分组；这里随便放都行。"),
    )

    def arrange(self):
        below = Organisation.objects.on(self.today).filter(path__gt=self._top.path, path__lt=self._top.path + "~")
        below = below.exclude(evaluated__assessment=self.subject).select_related("place").order_by("path")
        digits = BELOW.get(len(self._top.place.code))
        self.near = {
            one.pk: one
            for one in below.filter(kind__in=AREA_OFFICES)
            if digits is None or len(one.place.code) == digits
        }
        self.fields["units"].choices = [(pk, f"{one.place.name} · {one.name}") for pk, one in self.near.items()]
        self.initial.setdefault("units", list(self.near))
        self.fields["org"].arrange(below)
        if not self.near:
            del self.fields["units"]

    @property
    def _top(self) -> Organisation:
        return self.subject.org

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("units") and not cleaned.get("org") and not self.errors:
            raise forms.ValidationError(_("请至少选一个单位。"))
        return cleaned

    def perform(self):
        """All of them or none."""
        cleaned = self.cleaned_data
        orgs = [self.near[pk] for pk in cleaned.get("units") or []] + ([cleaned["org"]] if cleaned.get("org") else [])
        try:
            with transaction.atomic():
                for turn, org in enumerate(dict.fromkeys(orgs)):
                    key = uuid5(self.form_key, str(turn)) if self.form_key else None
                    seen = cleaned.get("seen") if turn == 0 else None
                    evaluating.enter(self.subject, self.actor, org=org, panel=cleaned["panel"], key=key, seen=seen)
        except Unfit as problem:
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
            return None
        self.after = _("已经加入{n}个单位。").format(n=len(orgs))
        return self.subject


class LeadGroup(StepForm):
    verb, after = "lead_group", gettext_lazy("组长已经定了。")
    number = forms.TypedChoiceField(label=gettext_lazy("第几组"), coerce=int, choices=())
    leader = MemberField(
        label=gettext_lazy("谁当组长"), help_text=gettext_lazy("排路线时，不会让这一组去组长自己的单位。")
    )

    def arrange(self):
        groups = self.subject.groups.all()
        self.fields["number"].choices = [(one.number, _("第{n}组").format(n=one.number)) for one in groups]
        self.initial.setdefault("number", self.asked.get("number") or 1)
        self.fields["leader"].arrange(members_of(self.subject, self.today))


class Draw(StepForm):
    """The lot: nothing is shown before; afterwards everybody can do it again."""

    verb, after = "draw", gettext_lazy("点位已经抽定。种子、清单指纹和每个点位的签号都公开，谁都可以照着再抽一遍。")
    seed = forms.CharField(
        label=gettext_lazy("种子"),
        max_length=120,
        help_text=gettext_lazy("一串事先谁也不知道的字，例如当天公开摇出的号码。"),
    )
    source = forms.CharField(
        label=gettext_lazy("种子从哪里来"), max_length=120,
        help_text=gettext_lazy("写清楚哪天、在哪儿、怎么得来，让别人能查到。例如：2026年12月16日体育彩票排列5第26335期。"),
    )  # fmt: skip

    def arrange(self):
        lists: dict[str, list[str]] = {}
        for site in self.subject.sites.filter(pick="listed").select_related("subject__org"):
            lists.setdefault(site.subject.key, []).append(site.name)
        text = _("{units}个单位一共报了{n}个点位。抽过以后清单不能再改，也不能重抽。清单指纹：{digest}")
        total, whole = sum(map(len, lists.values())), rules.list_digest(lists)
        digest = " ".join(whole[at : at + 8] for at in range(0, len(whole), 8))
        self.hint(text.format(units=len(lists), n=total, digest=digest), tone="warning")


class SetOut(StepForm):
    verb, after = "set_out", gettext_lazy("观摩组出发，评委可以打分了。")

    def arrange(self):
        self.hint(_("出发以后，评委开始打分；点位只能取消，不能增加。"))


class ComeBack(StepForm):
    verb, after = "come_back", gettext_lazy("观摩结束。接着封票、计分。")


class Archive(StepForm):
    verb, after = "archive", gettext_lazy("这轮观摩已经归档。各单位的查改照常回看。")

    def arrange(self):
        self.hint(_("归档以后，这一轮不再改动。各单位提出的查改仍按30天、60天、90天回看。"))
