"""What residents type: cleaned of what no database can hold, kept as it is otherwise, refused in words."""

import unicodedata
from uuid import UUID, uuid4

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from ...duties.words.burden import CAUSES, Cause
from ...matters.words import Kind, Rating
from ..forms import ActForm

MOST_PHOTOS = 3
KEPT = "\n\t"

KINDS = [
    (Kind.HELP_REQUEST.value, _("请帮忙解决")),
    (Kind.INQUIRY.value, _("问个事")),
    (Kind.COMPLAINT.value, _("投诉")),
    (Kind.REPORT_TIP.value, _("举报（对被举报的人和单位保密）")),
    (Kind.SUGGESTION.value, _("提建议")),
]


def plain(text: str) -> str:
    """The text without control characters (a database refuses NUL, a terminal obeys escape), with \\n for new lines."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))


def asked(request: HttpRequest, name: str, most: int = 100) -> str:
    """A value of the address line, cleaned and not too long."""
    return plain(request.GET.get(name, ""))[:most].strip()


class Words(forms.CharField):
    """Words as typed, without control characters; cut by nobody."""

    def __init__(self, *args, long: bool = False, rows: int = 5, **given):
        if long:
            given["widget"] = forms.Textarea(attrs={"rows": rows})
        given.setdefault("error_messages", {}).setdefault(
            "max_length", _("太长了，最多%(limit_value)d个字，您写了%(show_value)d个。")
        )
        super().__init__(*args, **given)
        self.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted without a word

    def to_python(self, value):
        return super().to_python(plain(value) if isinstance(value, str) else value)


class ManyFiles(forms.FileInput):
    """A file control that takes several."""

    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class Photos(forms.FileField):
    """Up to three photographs, none needed."""

    widget = ManyFiles(attrs={"accept": "image/*", "multiple": True})

    def clean(self, data, initial=None):
        files = [one for one in (data or []) if one] if isinstance(data, list | tuple) else [data] if data else []
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(_("照片最多三张，请少选几张；多的可以交上以后再补。"))
        return [super(Photos, self).clean(one, initial) for one in files]


class PortalForm(ActForm):
    """A form of the portal: a broken or missing key is replaced, so that no hidden field can refuse a resident."""

    def __init__(self, data: QueryDict | None = None, *args, **given):
        if data is not None:
            data = data.copy()
            data["key"] = str(_key(data.get("key", "")))
            if not data.get("seen", "").isascii() or not data.get("seen", "").isdigit():
                data["seen"] = ""
        super().__init__(data, *args, **given)

    @property
    def form_key(self) -> UUID:
        """The idempotency key; there always is one."""
        return self.cleaned_data["key"]

    def renew(self, seen: int | None = None) -> None:
        """A new key (and the newest entry seen) under the same words, for another try after a conflict."""
        self.data["key"] = str(uuid4())
        self.data["seen"] = "" if seen is None else str(seen)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


class RaiseForm(PortalForm):
    """Say something. Only the words and a place are needed."""

    words = Words(
        label=_("您想说的事"),
        help_text=_("照平时说话写就行：在哪儿、怎么了、多久了。不用写姓名和身份证号。"),
        long=True,
        rows=6,
        error_messages={"required": _("请写下您想反映的事，一句话也行。")},
    )
    is_dangerous = forms.BooleanField(label=_("现在就有危险（有人受伤、着火、煤气泄漏、有人打人）"), required=False)
    place = forms.CharField(required=False, max_length=40)
    grid = forms.CharField(required=False, max_length=40)
    place_words = Words(required=False, max_length=40, label=_("社区（村）或者街道的名字"))
    address = Words(
        label=_("具体位置"), required=False, max_length=200, help_text=_("例如：2号楼东侧、菜市场北门。说清楚，好找。")
    )
    kind = forms.ChoiceField(
        label=_("想要怎样"), choices=KINDS, widget=forms.RadioSelect, initial=Kind.HELP_REQUEST.value, required=False
    )
    photos = Photos(
        label=_("照片"),
        required=False,
        help_text=_("没有照片一样办。最多三张；照片里带的位置信息会去掉。"),
    )
    called = Words(label=_("怎么称呼您"), required=False, max_length=40, help_text=_("例如：张大姐。不用写全名。"))
    phone = Words(
        label=_("电话"),
        required=False,
        max_length=40,
        help_text=_("只有办这件事的人在办理期间看得到，每次查看都有记录。"),
    )
    is_proxy = forms.BooleanField(label=_("我是替别人说的"), required=False)
    proxy_relation = Words(
        label=_("您是他（她）的什么人"), required=False, max_length=40, help_text=_("例如：女儿、邻居、网格员。")
    )
    has_consented = forms.BooleanField(label=_("他（她）本人知道，也同意我替他（她）说"), required=False)
    wants_public = forms.BooleanField(
        label=_("同意公开这件事办得怎样"),
        required=False,
        initial=True,
        help_text=_("公开前由工作人员遮盖个人信息；您的称呼和电话从不公开；举报从不公开。"),
    )

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"] or Kind.HELP_REQUEST)


class BurdenForm(PortalForm):
    """A worker's complaint or suggestion about a burdensome application or form (REFERENCE §5.I)."""

    place = forms.ChoiceField(label=_("交给哪个县（市、区）的减负办"))
    cause = forms.ChoiceField(
        label=_("是哪一种"), choices=[(key.value, label) for key, label in CAUSES.items()], widget=forms.RadioSelect,
        required=False, initial=Cause.OTHER.value,
    )  # fmt: skip
    about_words = Words(
        label=_("是哪个单位要的"), required=False, max_length=80,
        help_text=_("写单位全称最好：不会交给这个单位，也不告诉它谁投诉的。不清楚就空着。"),
    )  # fmt: skip
    request = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    words = Words(
        label=_("哪个应用、哪张表、什么要求，给您添了负担"),
        help_text=_("例如：某应用要求每天在线签到；同一个数要填三张表；要求群里接龙点赞。"),
        long=True,
        error_messages={"required": _("请写下是什么增加了负担，一句话也行。")},
    )


class RateForm(PortalForm):
    """The raiser's own word."""

    rating = forms.ChoiceField(
        label=_("这件事办得怎样"),
        widget=forms.RadioSelect,
        choices=[
            (Rating.SATISFIED.value, _("满意：办好了")),
            (Rating.BASICALLY.value, _("基本满意：大体办好了")),
            (Rating.UNSATISFIED.value, _("不满意：没办好")),
        ],
        error_messages={"required": _("请选满意、基本满意或者不满意。")},
    )
    words = Words(
        label=_("想多说一句"),
        help_text=_("只给办理和复查的单位看，不公开。"),
        required=False,
        long=True,
        rows=3,
        max_length=2000,
    )

    def clean_rating(self) -> Rating:
        return Rating(self.cleaned_data["rating"])


class AskReopenForm(PortalForm):
    reason = Words(
        label=_("哪里没办好"),
        help_text=_("由承办单位以外的人决定，三个工作日内答复。原来的承诺和日子都留着。"),
        long=True,
        max_length=2000,
        error_messages={"required": _("请写一句哪里没办好，好让决定的人知道。")},
    )


class WithdrawForm(PortalForm):
    reason = Words(label=_("为什么撤回"), help_text=_("例如：已经好了；自己解决了。"), required=False, max_length=500)


class SupplementForm(PortalForm):
    """More words, more photos, or both."""

    note = Words(label=_("补充的话"), required=False, long=True, rows=4, max_length=5000)
    photos = Photos(label=_("照片"), required=False, help_text=_("最多三张；照片里带的位置信息会去掉。"))


class ResumeForm(PortalForm):
    text = Words(
        label=_("您的回答"),
        help_text=_("交上以后，承办单位接着办，期限接着算。"),
        long=True,
        max_length=5000,
        error_messages={"required": _("请写下您的回答。")},
    )


class UrgeForm(PortalForm):
    text = Words(label=_("催一句"), required=False, max_length=500, help_text=_("不写也行。催办会记在这件事的经过里。"))


class ForgetForm(PortalForm):
    """Nothing to fill in: pressing the button is the act."""
