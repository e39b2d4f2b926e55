"""Forms of the excel channel: a file, what its columns mean and where it belongs, what to export."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yinuo.kernel.actor import Actor, Role
from yinuo.matters import queries
from yinuo.matters.models import Category, Matter
from yinuo.matters.words import STATES
from yinuo.orgs.models import Kind, Organisation
from yinuo.places.models import Place

from .importing import IMPORTERS
from .ledger.columns import TAKEN
from .ledger.reading import Table, letters
from .ledger.writing import MOST

SKIP, NOTHING = "skip", "nothing"
ALL = ("", _("全部"))
MOST_CHOICES = 500


class UploadForm(forms.Form):
    """A workbook."""

    file = forms.FileField(
        label=_("Excel 文件"),
        help_text=_(
            "整改台账或者群众留言，.xlsx 或 .xls，不超过20MB、20000行。表头上面的标题、合并的表头、末尾的合计行都不用删。"
        ),
        error_messages={"required": _("请选择一个文件。"), "empty": _("这个文件是空的。请重新选择。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
    )


def places_of(actor: Actor, *roles: Role) -> list[tuple[str, str]]:
    """Codes and names of the places that these roles oversee, down to the community."""
    near = Q(pk__in=[])
    for grant in actor.granted(*roles):
        near |= Q(code__gte=grant.place, code__lt=grant.place + "~") if grant.place else Q()
    rows = Place.objects.filter(near, level__in=["city", "county", "town", "community"])
    return [(row.code, f"{'　' * max(0, len(row.code) // 3 - 2)}{row.name}") for row in rows[:MOST_CHOICES]]


def offices_of(actor: Actor, *roles: Role, communities: bool = True) -> list[tuple[str, str]]:
    """Paths and names of the offices that serve those places."""
    near = Q(pk__in=[])
    for grant in actor.granted(*roles):
        near |= Q(place__code__gte=grant.place, place__code__lt=grant.place + "~") if grant.place else Q()
    rows = Organisation.objects.filter(near, valid_to=None)
    rows = rows if communities else rows.exclude(kind=Kind.COMMUNITY)
    return [(row.path, row.name) for row in rows[:MOST_CHOICES]]


class WhereForm(forms.Form):
    """Where the rows belong, and which office stands for those that name none."""

    place = forms.ChoiceField(label=_("所属地区"), error_messages={"required": _("请选择这份表属于哪个地区。")})
    office = forms.ChoiceField(label=_("承办单位"), required=False)

    def __init__(self, *args, actor: Actor, **given):
        super().__init__(*args, **given)
        self.fields["place"].choices = places_of(actor, *IMPORTERS)
        self.fields["office"].choices = [("", self.nobody), *self._offices(actor)]

    nobody = _("原平台承办单位（未注明）")

    def _offices(self, actor: Actor) -> list[tuple[str, str]]:
        return offices_of(actor, *IMPORTERS, communities=False)

    def choices(self) -> dict:
        """What the import is told."""
        return {name: self.cleaned_data[name] for name in ("place", "office") if self.cleaned_data.get(name)}


class MappingForm(WhereForm):
    """Which column of the file is which of ours, and what to do with bad rows."""

    nobody = _("不派单，等待派单")
    category = forms.ChoiceField(label=_("没有写分类的，记为"), required=False)
    bad_rows = forms.ChoiceField(
        label=_("有问题的行"),
        choices=[(SKIP, _("跳过，其余的照样导入")), (NOTHING, _("只要有一行有问题，就一行也不导入"))],
        widget=forms.RadioSelect,
        required=False,
        initial=SKIP,
    )

    def __init__(self, *args, table: Table, actor: Actor, **given):
        super().__init__(*args, actor=actor, **given)
        self.fields["office"].label = _("没有写责任单位的，派给")
        rows = Category.objects.filter(valid_to=None).values_list("code", "full_name")
        self.fields["category"].choices = [("", _("不分类，停在“待登记”")), *rows]
        columns = [("", _("不导入"))] + [
            (str(at), f"{letters(at)}　{heading}") for at, heading in enumerate(table.headings) if heading
        ]
        for column in TAKEN:
            self.fields[f"column_{column.key}"] = forms.ChoiceField(
                label=column.heading, choices=columns, required=False, initial=str(table.guess.get(column.key, ""))
            )

    def _offices(self, actor: Actor) -> list[tuple[str, str]]:
        return offices_of(actor, *IMPORTERS)

    def clean(self):
        given = super().clean()
        chosen = [given[name] for name in given if name.startswith("column_") and given[name]]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(_("有一列被选了两次，请检查每一栏对应的列。"))
        if not given.get("column_problem"):
            self.add_error("column_problem", _("请选择哪一列是问题表现。"))
        return given

    @property
    def columns(self):
        """The fields that say what a column is."""
        return [self[f"column_{column.key}"] for column in TAKEN]

    def mapping(self) -> dict[str, int]:
        """Our column to theirs."""
        return {c.key: int(self.cleaned_data[f"column_{c.key}"]) for c in TAKEN if self.cleaned_data[f"column_{c.key}"]}

    def choices(self) -> dict:
        chosen = super().choices() | {"mapping": self.mapping()}
        if self.cleaned_data["category"]:
            chosen["category"] = self.cleaned_data["category"]
        return chosen | {"all_or_nothing": self.cleaned_data["bad_rows"] == NOTHING}


class ExportForm(forms.Form):
    """What to export; the same names as the desk's list has in its address."""

    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[ALL, *((k.value, v) for k, v in STATES.items())]
    )
    category = forms.ChoiceField(label=_("分类"), required=False)
    place = forms.ChoiceField(label=_("地方"), required=False)
    office = forms.ChoiceField(label=_("承办单位"), required=False)
    since = forms.DateField(label=_("收到日期，从"), required=False, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label=_("到"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args, actor: Actor, **given):
        super().__init__(*args, **given)
        self.actor = actor
        self.fields["category"].choices = [ALL, *Category.objects.values_list("code", "full_name")]
        self.fields["place"].choices = [ALL, *places_of(actor, *IMPORTERS)]
        self.fields["office"].choices = [ALL, *offices_of(actor, *IMPORTERS)]
        for name in ("since", "until"):
            self.fields[name].error_messages["invalid"] = _("请写成 2026-03-02 的样子。")

    def matters(self):
        """The matters that are asked for, among those that are this person's work."""
        given = self.cleaned_data
        found = Matter.objects.filter(queries.works_on(self.actor)).under(given["place"])
        if given["state"]:
            found = found.filter(state=given["state"])
        if given["category"]:
            found = found.filter(category__code__startswith=given["category"])
        if given["office"]:
            found = found.handled_under(given["office"])
        if given["since"]:
            found = found.filter(received_at__date__gte=given["since"])
        return found.filter(received_at__date__lte=given["until"]) if given["until"] else found

    def in_words(self) -> str:
        """What was asked for, for the foot of every page."""
        said = []
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value:
                word = dict(getattr(field, "choices", ())).get(value, value)
                said.append(f"{field.label}：{str(word).strip()}")
        return "；".join(said)

    most = MOST
