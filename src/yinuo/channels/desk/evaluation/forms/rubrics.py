"""Forms of rubrics: drafting, importing a file, writing one item, consulting, freezing."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.rules.exact import plain
from yinuo.evaluation.rules.rubric import ALL, COUNTED, ITEM_KINDS, Item, ItemKind, problems, with_total
from yinuo.kernel.errors import Unfit
from yinuo.orgs.models import Organisation

from ...matters.forms.step import fixed, words
from ...orgs.forms.step import document
from ..reading import content_of
from ..seeing import spoken_for
from ..showing import REASONS_AT
from .step import LinesField, StepForm, written

FILE_HELP = gettext_lazy(
    "Excel（.xlsx、.csv）或者导出的 .json。列名照样表：编号、任务、分值、得分点、查看方法、不计分情形。"
)


def file_field(**given) -> forms.FileField:
    """A file with the items of a rubric."""
    words = {"label": gettext_lazy("任务清单文件"), "help_text": FILE_HELP, "required": False}
    return forms.FileField(widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}), **(words | given))


def decimal(label, **given) -> forms.DecimalField:
    """Points from 0 on, to two places."""
    return forms.DecimalField(label=label, min_value=0, max_value=10_000, decimal_places=2, **given)


class FromFile(StepForm):
    """A form that may bring the items in a file; what is wrong in it is told row by row."""

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if not upload:
            return None
        try:
            return content_of(upload, "file")
        except Unfit as problem:
            raise forms.ValidationError(problem.sentence) from None


class Draft(FromFile):
    verb, after = "draft", gettext_lazy("细则已经起草。可以逐项修改，再征求意见、冻结。")
    name = forms.CharField(label=gettext_lazy("细则名称"), max_length=80)
    version = forms.CharField(
        label=gettext_lazy("版本"),
        max_length=20,
        help_text=gettext_lazy("例如：2026年第1版。冻结以后要改，就另起一版。"),
    )
    basis = document(required=False)
    file = file_field()

    def given(self):
        given = super().given()
        content = given.pop("file", None)
        return given | ({"content": Enclosed(content)} if content else {})


class WriteAll(FromFile):
    """All items from a file, and what holds for the whole rubric."""

    verb = "write_all"
    file = file_field(help_text=gettext_lazy("选了文件，就用文件里的任务替换现在的全部任务；不选，任务不变。"))
    bonus_cap = decimal(gettext_lazy("加分合计最多"), help_text=gettext_lazy("没有加分项就填0。"))
    reasons_at = forms.MultipleChoiceField(
        label=gettext_lazy("哪些给分必须写理由"), choices=list(REASONS_AT.items()), widget=forms.CheckboxSelectMultiple,
        required=False, help_text=gettext_lazy("一票否决和不适用，什么时候都要写理由。"),
    )  # fmt: skip

    def arrange(self):
        content = self.subject.content
        self.initial.setdefault("bonus_cap", content.get("bonus_cap", "0"))
        self.initial.setdefault("reasons_at", content.get("reasons_at", ["full", "zero"]))

    def given(self):
        given = super().given()
        whole = {"bonus_cap": plain(given.pop("bonus_cap")), "reasons_at": given.pop("reasons_at")}
        content = given.pop("file", None) or self.subject.content
        return given | {"content": Enclosed(with_total(content | whole))}


class WriteItem(StepForm):
    """One item: new, or the one with the number asked for, written anew."""

    verb, after = "write_item", gettext_lazy("这一项已经写入。")
    no = forms.CharField(
        label=gettext_lazy("编号"), max_length=20, help_text=gettext_lazy("例如：T01。编号已经有的，会改写那一项。")
    )
    title = forms.CharField(label=gettext_lazy("任务"), max_length=120)
    kind = fixed(gettext_lazy("怎样计分"), ItemKind, ITEM_KINDS)
    points = decimal(gettext_lazy("分值"), required=False, help_text=gettext_lazy("一票否决项不占分值，不用填。"))
    parts = LinesField(
        label=gettext_lazy("得分点"),
        required=False,
        help_text=gettext_lazy("一行一个：内容，空一格，分值。各行相加等于这一项的分值。"),
    )
    deductions = LinesField(
        label=gettext_lazy("扣分情形"),
        required=False,
        help_text=gettext_lazy(
            "一行一种：内容，空一格，每出现一次扣几分，扣完为止。内容以“倒扣”开头的，扣到0分以下也扣。"
        ),
    )
    penalties = LinesField(
        label=gettext_lazy("另外扣分的情形"), rows=2, required=False,
        help_text=gettext_lazy("得分之外再扣的。一行一种：内容，空一格，每次扣几分。内容以“倒扣”开头的，扣到0分以下也扣。"),
    )  # fmt: skip
    levels = LinesField(
        label=gettext_lazy("等级"),
        required=False,
        help_text=gettext_lazy("一行一个：等级，空一格，占这一项分值的百分之几。例如：A 100。"),
    )
    step = decimal(gettext_lazy("给分的间隔"), help_text=gettext_lazy("例如：0.5，就是可以给4.5分，不能给4.3分。"))
    may_skip = forms.BooleanField(
        label=gettext_lazy("有的单位没有这项工作，可以选“不适用”（其余各项按比例折算）"), required=False
    )
    veto = forms.CharField(
        label=gettext_lazy("哪种情形这一项记0分"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("例如：只有牌子、没有活动的。"),
    )
    vetoes = forms.ChoiceField(label=gettext_lazy("一票否决的范围"), required=False)
    how_checked = forms.CharField(label=gettext_lazy("查看方法"), max_length=300, required=False)
    not_counted = forms.CharField(
        label=gettext_lazy("不计分情形（原文）"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("印在评分表上，提醒评委。"),
    )

    def arrange(self):
        rules = self.subject.rubric
        counted = [one for one in rules.items if one.kind in COUNTED]
        self.fields["vetoes"].choices = [
            (ALL, _("整张票记0分")),
            *((f"item:{one.no}", _("只把“{no} {title}”记0分").format(no=one.no, title=one.title)) for one in counted),
        ]
        known = next((one for one in rules.items if one.no == self.asked.get("no")), None)
        for name, value in (
            _initial(known) if known else {"kind": "points", "step": "0.5", "levels": _levels(Item("", ""))}
        ).items():
            self.initial.setdefault(name, value)

    @property
    def word(self):
        known = self.asked.get("no") in {one.no for one in self.subject.rubric.items}
        return _("改这一项") if known else super().word

    def given(self):
        given = super().given()
        no, key, seen = (given.pop(name, None) for name in ("no", "key", "seen"))
        kind = given["kind"]
        content = {
            "title": given["title"], "kind": kind.value, "step": plain(given["step"]), "may_skip": given["may_skip"],
            "points": "0" if kind == ItemKind.VETO else plain(given.get("points") or 0),
            "how_checked": given["how_checked"], "not_counted": given["not_counted"], "veto": given["veto"],
        } | _lists(kind, given)  # fmt: skip
        found = {"no": no.strip(), "content": Enclosed(content), "key": key, "seen": seen}
        return {name: value for name, value in found.items() if value is not None}

    def clean(self):
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if kind and kind != ItemKind.VETO and not cleaned.get("points") and "points" not in self.errors:
            self.add_error("points", _("请填写这一项的分值。"))
        if kind == ItemKind.DEDUCT and not cleaned.get("deductions") and "deductions" not in self.errors:
            self.add_error("deductions", _("扣分项要写明扣分的情形。"))
        return cleaned


BELOW = gettext_lazy("倒扣")


def _lists(kind: ItemKind, given: dict) -> dict:
    """Only what this kind of item uses."""
    lines = {
        "parts": [{"text": text, "points": plain(n)} for text, n in given["parts"]],
        "deductions": _losses(given["deductions"]), "penalties": _losses(given["penalties"]),
    }  # fmt: skip
    if kind != ItemKind.DEDUCT:
        lines["deductions"] = []
    if kind not in COUNTED:
        lines |= {"penalties": [], "may_skip": False, "veto": ""}
    if kind == ItemKind.LEVEL and given["levels"]:
        lines["levels"] = [{"name": name, "percent": plain(n)} for name, n in given["levels"]]
    if kind == ItemKind.VETO:
        lines |= {"parts": [], "vetoes": given["vetoes"] or ALL}
    return lines


def _losses(rows) -> list[dict]:
    """What begins with 倒扣 is taken off even when nothing is left."""
    below = str(BELOW)
    return [
        {"text": text.removeprefix(below).strip(), "points": plain(n)}
        | ({"below": True} if text.startswith(below) else {})
        for text, n in rows
    ]


def _losses_written(parts) -> str:
    below = str(BELOW)
    return written((f"{below if one.is_below else ''}{one.text}", plain(one.points)) for one in parts)


def _levels(item: Item) -> str:
    return written((one.name, plain(one.percent)) for one in item.levels)


def _initial(item: Item) -> dict:
    return {
        "no": item.no, "title": item.title, "kind": item.kind.value, "points": plain(item.points), "step": plain(item.step),
        "parts": written((one.text, plain(one.points)) for one in item.parts),
        "deductions": _losses_written(item.deductions),
        "penalties": _losses_written(item.penalties),
        "levels": _levels(item), "may_skip": item.may_skip, "veto": item.veto, "vetoes": item.vetoes,
        "how_checked": item.how_checked, "not_counted": item.not_counted,
    }  # fmt: skip


class DropItem(StepForm):
    verb, after = "drop_item", gettext_lazy("这一项已经去掉。")
    no = forms.ChoiceField(label=gettext_lazy("去掉哪一项"))

    def arrange(self):
        items = self.subject.rubric.items
        self.fields["no"].choices = [("", _("请选择")), *((one.no, f"{one.no} {one.title}") for one in items)]
        self.initial.setdefault("no", self.asked.get("no", ""))


class Consult(StepForm):
    verb, after = "consult", gettext_lazy("细则已经发给下级单位征求意见。")

    def arrange(self):
        found = problems(self.subject.rubric)
        if found:
            self.hint("".join(found), heading=_("还有下面这些要先改好："), tone="warning")
        self.hint(_("下级单位的经办人、组织员从现在起看得到这份细则，可以提意见。任务还可以改。"))


class Comment(StepForm):
    verb, after = "comment", gettext_lazy("意见已经记下。")
    org = forms.ModelChoiceField(queryset=Organisation.objects.none(), label=gettext_lazy("代表哪个单位"))
    text = words(gettext_lazy("意见"), rows=4, most=500)

    def arrange(self):
        mine = spoken_for(self.actor)
        self.fields["org"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in mine])
        if len(mine) == 1:
            self.initial.setdefault("org", mine[0].pk)


class FreezeRubric(StepForm):
    verb, after = "freeze_rubric", gettext_lazy("细则已经冻结，指纹写在页面上。")

    def arrange(self):
        found = problems(self.subject.rubric)
        if found:
            self.hint("".join(found), heading=_("还有下面这些要先改好："), tone="warning")
        count = self.subject.comments.count()
        self.hint(
            _(
                "征求到{n}条意见。冻结以后一个字也不能改，以后每个结果都写明用的是这一版、这个指纹；要改就另起一版。"
            ).format(n=count),
            tone="warning",
        )


class Retire(StepForm):
    verb, after = "retire", gettext_lazy("细则已经停用，过去的结果不变。")

    def arrange(self):
        self.hint(_("停用以后，新的评价不能再用它；已经公布的结果还按它。"), tone="warning")
