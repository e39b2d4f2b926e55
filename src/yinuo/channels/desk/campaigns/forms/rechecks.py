"""Forms of a campaign that is checked from outside: its list, owners, evidence, checks, the look-back (M13)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties.rules import rechecks as rules
from yinuo.duties.rules.campaigns import given
from yinuo.duties.words.campaigns import GRADES, Grade
from yinuo.kernel.errors import Unfit
from yinuo.places.models import Place

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import PlaceField, number
from ...tables import read_rows
from .projects import OnBehalf
from .step import StepForm, around, methods, office

MOST_TOLD = 30
"""As many rows are complained about at once."""


class OpenRecheck(StepForm):
    verb, after = "open_recheck", gettext_lazy("已经部署。下一步：导入测评清单，每一项都要有责任单位。")
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=80, help_text=gettext_lazy("例如：全国文明县城复验。")
    )
    system = forms.CharField(label=gettext_lazy("对照哪个测评体系"), max_length=120)
    place = PlaceField(label=gettext_lazy("在哪里"))
    visit_on = day(gettext_lazy("预计哪天来复验"))
    look_back_days = number(gettext_lazy("复验以后多少天回头看"))

    def arrange(self):
        code = self.subject.place.code
        self.fields["place"].arrange(Place.objects.filter(code__gte=code, code__lt=code + "~").order_by("code"))
        self.initial.setdefault("place", code)
        self.initial.setdefault("look_back_days", given()["look_back_days"])


class ListItems(StepForm):
    """Rows pasted or in a file; each row that cannot be taken has its own sentence, and what was typed stays."""

    verb, after = "list_items", gettext_lazy("清单已经导入，等责任单位认领。")
    pasted = forms.CharField(
        label=gettext_lazy("把清单粘贴到这里"), required=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy("从表格里选中整块复制、粘贴就行。列的顺序：编号、内容、分值、责任单位；有表头的按表头认。"),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("或者选一个 .xlsx、.csv 文件"), required=False)

    def clean(self):
        cleaned = super().clean()
        text = cleaned.get("pasted") or ""
        if cleaned.get("file"):
            text = self._text_of(cleaned["file"])
        rows, wrong = rules.read(text)
        owners = {}
        for org in around(self.subject.org, self.today):
            owners.setdefault(org.name, []).append(org)
        wrong += [sentence for row in rows if (sentence := _unknown(row, owners.get(row.owner, [])))]
        if wrong:
            more = [_("还有{n}行也有问题。").format(n=len(wrong) - MOST_TOLD)] if len(wrong) > MOST_TOLD else []
            for sentence in [*wrong[:MOST_TOLD], *more]:
                self.add_error("pasted", sentence)
        self.rows = [(row, owners[row.owner][0]) for row in rows] if not wrong else []
        return cleaned

    def _text_of(self, upload) -> str:
        """The file as it would have been pasted, so that its rows can be put right here."""
        try:
            rows = read_rows(upload, "file")
        except Unfit as problem:
            self.add_error("file", problem.sentence)
            return ""
        text = "\n".join("\t".join(_cell(one) for one in row) for row in rows)
        self.data = self.data.copy()
        self.data["pasted"] = text
        return text

    def given(self):
        kept = {name: value for name, value in super().given().items() if name in ("key", "seen")}
        rows = [row for row, _owner in self.rows]
        return kept | {
            "codes": [row.code for row in rows], "texts": [row.text for row in rows], "points": [row.points for row in rows],
            "owners": [owner for _row, owner in self.rows],
        }  # fmt: skip


def _unknown(row: rules.Row, found: list) -> str:
    if len(found) == 1:
        return ""
    what = _("没有叫“{name}”的单位") if not found else _("叫“{name}”的单位不止一个")
    told = what.format(name=row.owner[:40])
    return _("第{n}行（{code}）：{told}，请写全称。").format(n=row.number, code=row.code, told=told)


def _cell(value) -> str:
    """A cell as text; whole numbers without a point, so that 1.0 is code 1."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split())


class TellVisit(StepForm):
    verb, after = "tell_visit", gettext_lazy("已经登记。回头看的日子从这天算起。")
    visited_on = day(gettext_lazy("哪天来的"))
    result = words(gettext_lazy("说了什么"), rows=3, most=500)


class SettleRecheck(StepForm):
    verb, after = "settle_recheck", gettext_lazy("这次复验已经了结。")


class ReassignItem(StepForm):
    verb, after = "reassign_item", gettext_lazy("责任单位已经换了，等它认领。")
    owner = office(gettext_lazy("换成哪个单位"))

    def arrange(self):
        self.fields["owner"].arrange(around(self.subject.recheck.org, self.today))


class OwnItem(StepForm):
    verb, after = "own_item", gettext_lazy("已经认领。改好以后写佐证，再报告。")
    plan = words(gettext_lazy("怎么改"), rows=2, most=300)
    due_on = day(gettext_lazy("哪天改好"))


class AddItemEvidence(StepForm):
    verb, after = "add_item_evidence", gettext_lazy("佐证已经记下。")
    kind = methods()
    text = words(gettext_lazy("看到、量到了什么"), rows=3, most=500)


class ReportItem(StepForm):
    verb, after = "report_item", gettext_lazy("已经报告，等别的单位来核查。")


class PassItem(StepForm):
    verb, after = "pass_item", gettext_lazy("核查结果已经登记。")
    grade = fixed(gettext_lazy("到哪一档"), Grade, GRADES, only=(Grade.A, Grade.B, Grade.C))
    kind = methods()
    note = words(gettext_lazy("看到了什么"), rows=3, most=500)


class ReturnItem(StepForm):
    verb, after = "return_item", gettext_lazy("已经退回，请责任单位重新改。")
    kind = methods()
    note = words(gettext_lazy("哪里还没有改好"), rows=3, most=500)


class ConfirmHeld(PassItem):
    verb, after = "confirm_held", gettext_lazy("回头看已经登记：保持住了。")

    def arrange(self):
        visited, days = self.subject.recheck.visited_on, self.subject.recheck.look_back_days
        if visited is None:
            self.hint(_("复验还没有来过，回头看从复验那天算起。"), tone="warning")
        else:
            first = rules.look_back_on(visited, days)
            self.hint(_("复验过了{n}天再看：最早{m}月{d}日。").format(n=days, m=first.month, d=first.day))


class NoteRebound(StepForm):
    verb, after = "note_rebound", gettext_lazy("已经登记反弹，责任单位重新改。")
    kind = methods()
    note = words(gettext_lazy("看到了什么"), rows=3, most=500)


class ExemptItem(StepForm):
    verb, after = "exempt_item", gettext_lazy("已经登记：不适用，不计分。")
    reason = words(gettext_lazy("为什么不适用"), rows=3, most=300)


class TellRebound(OnBehalf):
    verb, after = "tell_rebound", gettext_lazy("已经登记为事项，请把单号告诉他（她）。由别的单位去看。")

    @property
    def around(self) -> Place:
        return self.subject.recheck.place
