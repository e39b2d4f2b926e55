"""Forms of the ground: drawing, buildings, barriers, plans of grids, what is posted about a grid."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.forms import ActForm
from yinuo.kernel.errors import Unfit
from yinuo.orgs.rules import Thresholds
from yinuo.places.building_files import decoded
from yinuo.places.words import BARRIERS, PLAN_MODES, PlanMode

LARGEST = 2 * 1024 * 1024
"""Bytes of a file of shapes or buildings; a community has some hundred buildings."""

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
LINES = forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "autocomplete": "off", "class": "code-lines"})


def text_of(file) -> str:
    """The words of an uploaded file; an error in words where it is too large or no text."""
    if file.size > LARGEST:
        raise forms.ValidationError(_("文件太大（超过2 MB）。请只导出这一个社区，再上传。"))
    try:
        return decoded(file.read())
    except Unfit as problem:
        raise forms.ValidationError(problem.sentence) from None


class Degrees(forms.CharField):
    """A latitude or longitude in degrees, kept as typed."""

    def __init__(self, *, most: int, **given):
        self.most = most
        given.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(max_length=20, **given)

    def clean(self, value) -> Decimal | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            number = Decimal(typed).quantize(Decimal("0.000001"))
        except InvalidOperation:
            raise forms.ValidationError(_("请填写度数，例如：32.991234。")) from None
        if not number.is_finite() or abs(number) > self.most:
            raise forms.ValidationError(_("度数超出范围。纬度在前面一格，经度在后面一格。"))
        return number


class ShapeForm(ActForm):
    """A shape as GeoJSON text: drawn by the script, pasted, or read from a file."""

    shape = forms.CharField(
        label=gettext_lazy("图形（GeoJSON）"),
        widget=LINES,
        help_text=gettext_lazy("在地图上画，这里会自动填好；也可以把别处的GeoJSON粘贴进来。坐标是WGS 84经纬度。"),
    )
    file = forms.FileField(
        label=gettext_lazy("或者上传 .geojson 文件"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )

    needs_shape = True

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        shape = self.fields["shape"]
        shape.required = self.needs_shape and "file" not in self.files
        shape.error_messages["required"] = _("请在地图上画出来，或者粘贴、上传GeoJSON。")

    def clean(self):
        given = super().clean()
        if (file := given.pop("file", None)) and "file" not in self.errors:
            try:
                given["shape"] = text_of(file).strip()
                self.data = self.data.copy()
                self.data["shape"] = given["shape"]
            except forms.ValidationError as wrong:
                self.add_error("file", wrong)
        return given


class Draw(ShapeForm):
    """The outline of a community or a grid."""

    source = forms.CharField(
        label=gettext_lazy("依据"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("例如：民政区划界线图、街道办文件、现场踏勘。"),
    )
    valid_from = forms.DateField(
        label=gettext_lazy("从哪天起"),
        widget=DAY,
        required=False,
        help_text=gettext_lazy("不填就是今天。原来的边界到前一天为止，仍然留着。"),
    )


class LayBarrier(ShapeForm):
    """A main road, river or railway."""

    kind = forms.ChoiceField(label=gettext_lazy("是什么"), choices=list(BARRIERS.items()))
    name = forms.CharField(label=gettext_lazy("名称"), max_length=60)

    field_order = ("kind", "name", "shape", "file")


class BuildingForm(ShapeForm):
    """What is kept of a building; nothing about its households but how many there are."""

    needs_shape = False

    name = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=80,
        help_text=gettext_lazy("居民平时怎么说就怎么写，例如：阳光小区3号楼。"),
    )
    households = forms.IntegerField(label=gettext_lazy("户数"), min_value=0, max_value=5000)
    members = forms.IntegerField(label=gettext_lazy("党员人数"), min_value=0, max_value=5000, initial=0)
    compound = forms.CharField(label=gettext_lazy("小区"), max_length=60, required=False)
    block = forms.CharField(label=gettext_lazy("街区"), max_length=60, required=False)
    latitude = Degrees(label=gettext_lazy("纬度"), most=90, required=False)
    longitude = Degrees(
        label=gettext_lazy("经度"),
        most=180,
        required=False,
        help_text=gettext_lazy("在地图上点一下位置就会填好；画了轮廓的可以不填。"),
    )


class EnterBuilding(BuildingForm):
    """A new building."""

    code = forms.CharField(
        label=gettext_lazy("楼栋编码"), max_length=30, help_text=gettext_lazy("社区里的编码，不能重复，例如：A-012。")
    )

    field_order = (
        "code", "name", "households", "members", "compound", "block", "latitude", "longitude", "shape", "file",
    )  # fmt: skip


class AmendBuilding(BuildingForm):
    """A building as it is now."""

    field_order = ("name", "households", "members", "compound", "block", "latitude", "longitude")

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        del self.fields["file"], self.fields["shape"]
        self.fields["longitude"].help_text = ""


class UploadBuildings(forms.Form):
    """A file of buildings, or the same as text."""

    file = forms.FileField(
        label=gettext_lazy("GeoJSON 或 CSV 文件"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,.csv"}),
    )
    text = forms.CharField(label=gettext_lazy("或者粘贴在这里"), widget=LINES, required=False)

    def clean(self):
        given = super().clean()
        if file := given.get("file"):
            try:
                given["text"] = text_of(file)
            except forms.ValidationError as wrong:
                self.add_error("file", wrong)
        if not (given.get("text") or "").strip() and not self.errors:
            self.add_error("file", _("请选择文件，或者把内容粘贴进来。"))
        return given


class UploadDivisions(UploadBuildings):
    """A file of official divisions."""

    file = forms.FileField(
        label=gettext_lazy("CSV 文件"),
        help_text=gettext_lazy(
            "第一行是 code、name 两列；县（市、区）、乡镇街道、社区（村）可以分几个文件，一个一个导入。"
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv"}),
    )


RULES = {
    "low": "grid.households_min",
    "high": "grid.households_max",
    "target": "grid.households_target",
    "members": "grid.members_min",
}
"""Fields of a plan by the rule that gives their number."""


class PlanGrids(ActForm):
    """How the grids of a community are to be planned; the band comes from the rules and may be set for one plan."""

    mode = forms.ChoiceField(label=gettext_lazy("怎么划"), widget=forms.RadioSelect)
    low = forms.IntegerField(label=gettext_lazy("每个网格最少户数"), min_value=1, max_value=5000)
    high = forms.IntegerField(label=gettext_lazy("每个网格最多户数"), min_value=1, max_value=5000)
    target = forms.IntegerField(label=gettext_lazy("最好是多少户"), min_value=1, max_value=5000)
    members = forms.IntegerField(label=gettext_lazy("每个网格最少党员数"), min_value=0, max_value=500)
    count = forms.IntegerField(
        label=gettext_lazy("网格个数"),
        min_value=1,
        max_value=99,
        required=False,
        help_text=gettext_lazy("不填，就按总户数和目标户数算。"),
    )

    def __init__(self, rules: Thresholds, has_grids: bool, *args, **given):
        from yinuo.optimise.grids import Terms  # its compiler is loaded only where somebody plans

        known = {name: rules.whole(key) for name, key in RULES.items() if key in rules}
        modes = (PlanMode.FEWEST_MOVES, PlanMode.KEEP, PlanMode.FRESH) if has_grids else (PlanMode.FRESH,)
        usual = {name: int(getattr(Terms(), name)) for name in RULES}
        super().__init__(*args, initial=usual | known | {"mode": modes[0].value}, **given)
        self.fields["mode"].choices = [(mode.value, PLAN_MODES[mode]) for mode in modes]
        for name, key in RULES.items():
            said = rules.article(key) if key in rules else _("规则里还没有这一项，先按一般做法。")
            self.fields[name].help_text = _("依据：{article}").format(article=said)

    def clean(self):
        given = super().clean()
        numbers = [given.get(name) for name in ("low", "target", "high")]
        if None not in numbers and sorted(numbers) != numbers:
            self.add_error("target", _("应该是：最少 ≤ 最好 ≤ 最多。"))
        return given

    def given(self) -> dict:
        """The band and the target become the planner's terms."""
        from yinuo.optimise.grids import Terms

        plain = super().given()
        return plain | {"terms": Terms(**{name: plain.pop(name) for name in RULES})}


class Move(ActForm):
    """Some buildings of a draft go to another of its grids, or to a new one."""

    buildings = forms.MultipleChoiceField(
        label=gettext_lazy("楼栋"),
        error_messages={"required": gettext_lazy("请先在地图上点、或者在下面勾选要移动的楼栋。")},
    )
    number = forms.TypedChoiceField(label=gettext_lazy("移到"), coerce=int)

    def __init__(self, planned, *args, **given):
        super().__init__(*args, **given)
        grids = planned.plan.grids
        self.fields["buildings"].choices = [(code, code) for grid in grids for code in grid["buildings"]]
        numbers = [(one["number"], _("第 {n} 网格").format(n=one["number"])) for one in grids]
        fresh = planned.next_number
        self.fields["number"].choices = [*numbers, (fresh, _("新的网格（第 {n} 网格）").format(n=fresh))]


class Adopt(ActForm):
    """The plan becomes the grids."""

    valid_from = forms.DateField(
        label=gettext_lazy("从哪天起"), widget=DAY, required=False, help_text=gettext_lazy("不填就是今天。")
    )


class Drop(ActForm):
    """Nothing to fill in: pressing the button is the act."""


class Post(ActForm):
    """What is posted publicly about a grid: a post, an office telephone, the complaint line."""

    contact = forms.CharField(
        label=gettext_lazy("找谁（岗位）"),
        max_length=60,
        help_text=gettext_lazy("写岗位，不写姓名，例如：第三网格网格员。"),
    )
    phone = forms.CharField(
        label=gettext_lazy("办公电话"), max_length=40, help_text=gettext_lazy("公开的办公电话，不写个人手机。")
    )
    complaint_phone = forms.CharField(label=gettext_lazy("投诉电话"), max_length=40, initial="12345")
