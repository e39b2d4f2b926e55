"""Forms of what happens to an organisation itself: set up, named, moved, merged, split, closed; its chain."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel.errors import Unfit
from yinuo.orgs.actions.chains import LINKABLE
from yinuo.orgs.queries import chain_of
from yinuo.orgs.words import KINDS, PARTY, UNIT_LEVELS, Kind, UnitLevel
from yinuo.places.models import Place

from ...matters.forms.step import day, fixed
from .step import OrganisationField, PlaceField, StepForm, document, near

NAME = gettext_lazy("名称")
KIND = gettext_lazy("类别")
PLACE = gettext_lazy("服务地区")
LEVELS = 5
"""Lines of the form of a chain."""


def name(label=NAME, **given) -> forms.CharField:
    return forms.CharField(label=label, max_length=80, **given)


def kind() -> forms.TypedChoiceField:
    return fixed(KIND, Kind, KINDS, radio=False)


class Placed(StepForm):
    """A form with a place of the subject's area; the subject's own place stands there beforehand."""

    def arrange(self):
        place = self.subject.place
        field = self.fields["place"]
        field.arrange(Place.objects.on(self.today).under(place.code).order_by("code"))
        self.initial.setdefault("place", place.code)


class Establish(Placed):
    verb = "establish"
    name = name()
    kind = kind()
    place = PlaceField(label=PLACE, help_text=gettext_lazy("本单位管辖范围内的地方：写名称，或者区划代码。"))
    phone = forms.CharField(
        label=gettext_lazy("办公电话"), required=False, max_length=40, help_text=gettext_lazy("对外公布的电话。")
    )

    unit_level = fixed(
        gettext_lazy("单位级别"),
        UnitLevel,
        UNIT_LEVELS,
        radio=False,
        required=False,
        help_text=gettext_lazy("驻区单位填写。"),
    )
    credit_code = forms.CharField(label=gettext_lazy("统一社会信用代码"), required=False, max_length=18)

    def arrange(self):
        super().arrange()
        self.initial.setdefault("kind", self.asked.get("kind", ""))
        self.hint(_("新单位设在“{name}”下面。").format(name=self.subject.name))

    def clean_unit_level(self):
        return self.cleaned_data["unit_level"] or ""


class Rename(StepForm):
    verb = "rename"
    name = name(gettext_lazy("新名称"), help_text=gettext_lazy("原来的名称会留在沿革里，以前的记录不变。"))
    document = document()
    valid_from = day(gettext_lazy("从哪天起"), required=False, help_text=gettext_lazy("不填就是今天。"))

    def arrange(self):
        self.initial.setdefault("name", self.subject.name)


class Describe(StepForm):
    verb, after = "describe", gettext_lazy("基本情况已经更新。")
    phone = forms.CharField(label=gettext_lazy("办公电话"), required=False, max_length=40)
    address = forms.CharField(label=gettext_lazy("地址"), required=False, max_length=120)
    hours = forms.CharField(
        label=gettext_lazy("什么时候有人"), required=False, max_length=120,
        help_text=gettext_lazy("例如：工作日8:30—18:00；楼道党小组写八小时以外的时间。"),
    )  # fmt: skip
    credit_code = forms.CharField(label=gettext_lazy("统一社会信用代码"), required=False, max_length=18)
    unit_level = fixed(gettext_lazy("单位级别"), UnitLevel, UNIT_LEVELS, radio=False, required=False)

    def arrange(self):
        if self.subject.kind in PARTY:
            del self.fields["credit_code"], self.fields["unit_level"]
        for field in self.fields:
            if hasattr(self.subject, field):
                self.initial.setdefault(field, getattr(self.subject, field))

    def clean_unit_level(self):
        return self.cleaned_data["unit_level"] or ""


class SetSuperior(StepForm):
    verb = "set_superior"
    superior = OrganisationField(
        label=gettext_lazy("上级党组织"), help_text=gettext_lazy("支部的设立、调整和换届由它批复。")
    )

    def arrange(self):
        self.fields["superior"].arrange(near(self.subject, self.today, PARTY))
        if self.subject.superior_id:
            self.initial.setdefault("superior", self.subject.superior_id)


class Absorb(StepForm):
    verb = "absorb"
    other = OrganisationField(label=gettext_lazy("并进来的单位"))
    changed_on = day(gettext_lazy("从哪天起"), required=False, help_text=gettext_lazy("不填就是今天。"))
    document = document()

    def arrange(self):
        self.fields["other"].arrange(near(self.subject, self.today))
        self.hint(
            _("并入以后，那个单位的下级、覆盖的单位、服务的网格和没办完的事项都转到“{name}”；它的历史保留。").format(
                name=self.subject.name
            )
        )


class SplitOff(Placed):
    verb = "split_off"
    name = name(gettext_lazy("新单位的名称"))
    kind = kind()
    place = PlaceField(label=PLACE)
    document = document()

    def arrange(self):
        super().arrange()
        self.initial.setdefault("kind", self.subject.kind)


class MoveUnder(StepForm):
    verb = "move_under"
    parent = OrganisationField(label=gettext_lazy("改隶到哪个单位下面"))
    document = document()

    def arrange(self):
        path = self.subject.path
        below = {"path__gte": path, "path__lt": path + "~"}
        self.fields["parent"].arrange(near(self.subject, self.today).exclude(**below))


class CloseDown(StepForm):
    verb = "close_down"
    document = document()

    def arrange(self):
        self.hint(
            _("撤销只是从今天起不再存在：名称、席位和以前的记录都保留。有下级单位或者没办完的事时不能撤销。"),
            tone="warning",
        )


class LayChain(StepForm):
    """The levels of a county from the top down: the kind of body, and what the county calls it."""

    verb, after = "lay_chain", gettext_lazy("联动层级已经设定，从今天起照这个层级上报、交办。")
    name = name(gettext_lazy("这套体系叫什么"), help_text=gettext_lazy("例如：五级联动、协调共管。"))

    def arrange(self):
        kinds = [("", _("没有这一级")), *((one.value, KINDS[one]) for one in KINDS if one in LINKABLE)]
        for order in range(1, LEVELS + 1):
            self.fields[f"kind_{order}"] = forms.ChoiceField(
                label=_("第{order}级的机构").format(order=order), choices=kinds, required=order <= 3
            )
            self.fields[f"title_{order}"] = forms.CharField(
                label=_("第{order}级的叫法").format(order=order), max_length=40, required=False,
                help_text=_("不填就用机构的类别名称。") if order == 1 else "",
            )  # fmt: skip

        now = chain_of(self.subject.code, self.today)
        for level in now:
            self.initial.setdefault("name", level.chain.name)
            self.initial.setdefault(f"kind_{level.order}", level.kind)
            self.initial.setdefault(f"title_{level.order}", level.title)
        if now:
            self.hint(_("下面是现在的层级。改好以后从今天起用新的，以前的保留。"))

    def levels(self) -> list[str]:
        """`kind 标题` for each level that was filled in; Unfit when one between is left out."""
        kinds = [self.cleaned_data.get(f"kind_{order}", "") for order in range(1, LEVELS + 1)]
        filled = [order for order, chosen in enumerate(kinds, 1) if chosen]
        if filled != list(range(1, len(filled) + 1)):
            missing = next(order for order, chosen in enumerate(kinds, 1) if not chosen)
            raise Unfit(_("中间缺了一级，请从第一级起连着填。"), f"kind_{missing}")
        titles = {
            order: self.cleaned_data.get(f"title_{order}") or str(KINDS[Kind(kinds[order - 1])]) for order in filled
        }
        return [f"{kinds[order - 1]} {titles[order]}" for order in filled]

    def given(self):
        kept = {name: value for name, value in super().given().items() if not name.startswith(("kind_", "title_"))}
        return kept | {"levels": self.levels()}
