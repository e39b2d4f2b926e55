"""Forms of designing an evaluation: organisations, groups, judges and what bars them, keepers, awards."""

from django import forms
from django.db.models.functions import Length
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.models import Rubric
from yinuo.evaluation.words import KEEPER_ROLES, KeeperRole, RubricState
from yinuo.kernel.errors import Unfit
from yinuo.orgs.models import SEGMENT, Organisation, up_from

from ...matters.forms.step import fixed, words
from ...orgs.forms.step import MemberField, OrganisationField
from ..showing import source_word
from .step import StepForm, staff_below, subjects_by_name

MOST_UNITS = 200
FEW_PANELS = 20


class Design(StepForm):
    verb, after = "design", gettext_lazy("已经开始设计。接着加入单位、评委，定计分规则和保管人。")
    name = forms.CharField(label=gettext_lazy("评价的名称"), max_length=80)
    rubric = forms.ModelChoiceField(
        queryset=Rubric.objects.none(),
        label=gettext_lazy("用哪份细则"),
        help_text=gettext_lazy("只能用已经冻结的细则。"),
    )
    panels = forms.IntegerField(label=gettext_lazy("分几组评"), min_value=1, max_value=FEW_PANELS, initial=1)

    def arrange(self):
        above = up_from(self.subject.path)
        found = Rubric.objects.filter(org__path__in=above, state=RubricState.FROZEN).select_related("org")
        self.fields["rubric"].queryset = found
        if not found:
            self.hint(_("还没有冻结的细则。请先起草、征求意见、冻结一份。"), tone="warning")


class PanelForm(StepForm):
    """A form with the number of a group, left out where there is but one."""

    def arrange_panel(self):
        panels = self.subject.panels
        if panels == 1:
            del self.fields["panel"]
        else:
            self.fields["panel"].choices = [(n, _("第{n}组").format(n=n)) for n in range(1, panels + 1)]
            self.initial.setdefault("panel", self.asked.get("panel", 1))

    @property
    def panel(self) -> int:
        return self.cleaned_data.get("panel") or 1


def panel_field() -> forms.TypedChoiceField:
    """Which group."""
    return forms.TypedChoiceField(label=gettext_lazy("哪一组"), coerce=int, widget=forms.RadioSelect)


def units_field(label, **given) -> forms.TypedMultipleChoiceField:
    """Several organisations, ticked."""
    return forms.TypedMultipleChoiceField(label=label, coerce=int, widget=forms.CheckboxSelectMultiple, **given)


class Enter(PanelForm):
    """Organisations right below are ticked; any other below is typed."""

    verb, after = "enter", gettext_lazy("单位已经加入。")
    orgs = units_field(gettext_lazy("直接下级单位"), required=False)
    other = OrganisationField(
        label=gettext_lazy("其他下级单位"), required=False, help_text=gettext_lazy("更下面一级的单位，填写名称。")
    )
    panel = panel_field()

    def arrange(self):
        above = self.subject.org.path
        below = Organisation.objects.on(self.today).under(above).exclude(pk=self.subject.org_id)
        below = below.exclude(evaluated__assessment=self.subject).order_by("path")
        direct = below.annotate(long=Length("path")).filter(long=len(above) + SEGMENT)
        self.known = {one.pk: one for one in direct[:MOST_UNITS]}
        self.fields["orgs"].choices = [(pk, one.name) for pk, one in self.known.items()]
        if not self.known:
            del self.fields["orgs"]
        self.fields["other"].arrange(below)
        self.arrange_panel()

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("orgs") and not cleaned.get("other") and not self.errors:
            raise forms.ValidationError(_("请选择要加入的单位。"))
        return cleaned

    def perform(self):
        """All of them or none."""
        orgs = [self.known[pk] for pk in self.cleaned_data.get("orgs") or ()]
        if other := self.cleaned_data.get("other"):
            orgs.append(other)
        return self.each(self.actions.enter, [{"org": org, "panel": self.panel} for org in dict.fromkeys(orgs)])


class Place(PanelForm):
    """Which organisations the judges of a group mark."""

    verb, after = "place", gettext_lazy("已经分到这一组。")
    orgs = units_field(gettext_lazy("哪些单位"))
    panel = panel_field()

    def arrange(self):
        subjects = list(self.subject.subjects.select_related("org"))
        self.known = {one.org_id: one.org for one in subjects}
        label = _("{name}（现在在第{n}组）")
        self.fields["orgs"].choices = [(one.org_id, label.format(name=one.org.name, n=one.panel)) for one in subjects]
        self.arrange_panel()

    def given(self):
        given = super().given()
        return given | {"orgs": [self.known[pk] for pk in given["orgs"]], "panel": self.panel}


class SeatJudge(PanelForm):
    """One judge; conflicts with the own unit and its superiors are found by the act."""

    verb = "seat_judge"
    member = MemberField(label=gettext_lazy("哪位人员"), help_text=gettext_lazy("从本单位和下级单位的人员里选。"))
    panel = panel_field()
    source = forms.ChoiceField(label=gettext_lazy("打分来源"), widget=forms.RadioSelect)
    unit = OrganisationField(
        label=gettext_lazy("从哪个单位来"),
        required=False,
        help_text=gettext_lazy("不填就是现在的单位。从被评价单位抽调的，填原单位。"),
    )

    def arrange(self):
        seated = self.subject.judges.values("member")
        self.fields["member"].arrange(staff_below(self.subject.org, self.today).exclude(pk__in=seated))
        self.fields["unit"].arrange(Organisation.objects.on(self.today).under(self.subject.org.path).order_by("path"))
        self.arrange_panel()
        sources = [name for name, _weight in self.subject.rules.sources]
        if len(sources) == 1:
            del self.fields["source"]
        else:
            self.fields["source"].choices = [(name, source_word(name)) for name in sources]
        self.hint(_("本单位和它的上级单位由系统自动回避；别的情况由评委自己登记回避。"))

    def given(self):
        return super().given() | {"panel": self.panel}

    @property
    def after(self):
        """Says at once whom the new judge must not mark."""
        judge = self.subject.judges.select_related("unit").order_by("-pk").first()
        barred = [one.subject.org.name for one in judge.conflicts.select_related("subject__org")]
        said = _("已经加入评委{code}（{unit}）。").format(code=judge.code, unit=judge.unit.name)
        return said + (_("自动回避：{names}。").format(names="、".join(barred)) if barred else "")


class Recuse(StepForm):
    """A judge steps aside for one organisation."""

    verb, after = "recuse", gettext_lazy("回避已经登记，这个单位不用再打分。")
    subject_ = forms.TypedChoiceField(label=gettext_lazy("哪个单位"), coerce=int)
    reason = words(
        gettext_lazy("原因"), rows=2, most=200, help_text=gettext_lazy("例如：近亲属在这个单位工作。不写姓名。")
    )

    def arrange(self):
        barred = self.subject.conflicts.values_list("subject", flat=True)
        rows = [row for row in subjects_by_name(self.subject.assessment) if row[0] not in set(barred)]
        self.fields["subject_"].choices = [("", _("请选择")), *rows]
        self.initial.setdefault("subject_", self.asked.get("subject", ""))

    def given(self):
        given = super().given()
        key = given.pop("subject_")
        return given | {"subject": self.subject.assessment.subjects.select_related("org").get(pk=key)}

    def perform(self):
        given = self.given()
        try:
            return self.actions.recuse(self.subject, self.actor, **given)
        except Unfit as problem:
            self.add_error("subject_" if problem.field == "subject" else problem.field, problem.sentence)
            return None


class NameKeeper(StepForm):
    verb, after = "name_keeper", gettext_lazy("保管人已经定下，请本人登录领取启封口令。")
    role = fixed(gettext_lazy("担任什么"), KeeperRole, KEEPER_ROLES)
    member = MemberField(label=gettext_lazy("哪位人员"), help_text=gettext_lazy("不能是评委。"))

    def arrange(self):
        taken = set(self.subject.keepers.values_list("role", flat=True))
        self.fields["role"].choices = [(key, word) for key, word in KEEPER_ROLES.items() if key not in taken]
        judging = self.subject.judges.values("member")
        keeping = self.subject.keepers.values("member")
        found = staff_below(self.subject.org, self.today).exclude(pk__in=judging).exclude(pk__in=keeping)
        self.fields["member"].arrange(found)
        self.hint(_("每位保管人有一份自己的启封口令。任意两位同时在场才能启封，一个人打不开。"))


class Award(StepForm):
    verb, after = "award", gettext_lazy("加减分已经记下，会和依据一起印在结果上。")
    org = forms.TypedChoiceField(label=gettext_lazy("哪个单位"), coerce=int)
    points = forms.DecimalField(
        label=gettext_lazy("加几分"), max_digits=6, decimal_places=2, help_text=gettext_lazy("减分写负数，例如 -1.5。")
    )
    rule = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=200,
        help_text=gettext_lazy("写明是哪份文件的哪一条，什么事实。启封以后不能再加减。"),
    )

    def arrange(self):
        self.known = {one.org_id: one.org for one in self.subject.subjects.select_related("org")}
        self.fields["org"].choices = [("", _("请选择")), *((pk, one.name) for pk, one in self.known.items())]
        cap = self.subject.rules.award_cap
        self.hint(_("每个单位合计最多加{n}分、减{n}分。").format(n=cap))

    def given(self):
        given = super().given()
        return given | {"org": self.known[given["org"]]}
