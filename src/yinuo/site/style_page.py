"""The living style page /style/: every part filled with fictional data, for eyes, screenshots and axe."""

from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

import segno
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from yinuo.channels.doors import ANYONE, open_to
from yinuo.matters.words import State
from yinuo.site.style_samples import ACTS, FACTS, FIGURES, MATTERS, PROMISES, TABS, TIMELINE, TRUTHS

CHINA = ZoneInfo("Asia/Shanghai")
FRAMES = {name: f"style/{name}.html" for name in ("portal", "form", "slip", "desk", "record")}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240"><rect width="320" height="240" fill="#9fb3ae"/>'
    '<ellipse cx="160" cy="150" rx="90" ry="40" fill="#4d5d59"/></svg>'
)
FAILURES = ("400", "403", "403_csrf", "404", "409", "422", "429", "500")


class Sample(forms.Form):
    """One field of every kind, so that the dress of forms is seen."""

    words = forms.CharField(
        label="您想说的事",
        help_text="照平时说话写就行。写清在哪儿、多久了。",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    place = forms.CharField(label="在哪儿", help_text="例如：幸福路 2 号楼东侧")
    kind = forms.ChoiceField(
        label="想要什么结果",
        widget=forms.RadioSelect,
        choices=[("help", "请帮忙解决"), ("ask", "想问清楚"), ("idea", "提个建议"), ("blame", "要投诉")],
    )
    grid = forms.ChoiceField(label="网格", required=False, choices=[("", "不清楚"), ("012", "第十二网格")])
    due_on = forms.DateField(label="最晚哪天办到", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    photos = forms.FileField(label="照片", required=False, help_text="没有照片也一样受理。照片里的位置信息会被去掉。")
    is_public = forms.BooleanField(label="同意公开我的原话（不公开姓名和电话）", required=False)


@open_to(ANYONE)
def style(request: HttpRequest, page: str = "portal") -> HttpResponse:
    """A frame (portal, form, slip, desk, record) or a failure page by its number; only with DEBUG or in the demo."""
    if not (settings.DEBUG or getattr(settings, "YINUO_DEMO", False)):
        raise Http404
    if page in FAILURES:
        return render(request, f"{page}.html", status=int(page[:3]))
    if page not in FRAMES:
        raise Http404
    return render(request, FRAMES[page], _samples())


def _samples() -> dict:
    form = Sample({"words": "井盖翻了", "kind": ""})
    picture = "data:image/svg+xml;utf8," + quote(PICTURE)
    code = segno.make("https://yinuo.invalid/follow/7K3M9QWD2XH", error="m")
    return {
        "states": [state.value for state in State],
        "promises": PROMISES,
        "truths": TRUTHS,
        "entries": TIMELINE,
        "matters": MATTERS,
        "acts": ACTS,
        "facts": FACTS,
        "figures": FIGURES,
        "tabs": TABS,
        "photos": [
            {
                "url": picture,
                "words": "井口已围挡，铁板盖住",
                "at": datetime(2026, 11, 17, 11, 5, tzinfo=CHINA),
                "who": "市政养护中心",
            },
            {"url": picture, "words": "居民拍的：铁板边缘翘起", "at": None, "who": ""},
        ],
        "form": form,
        "blank_form": Sample(),
        "number": "7K3M9QWD2XH",
        "qr": mark_safe(code.svg_inline(scale=4, border=2, dark="#14211f")),
        "received_at": datetime(2026, 11, 22, 8, 40, tzinfo=CHINA),
        "today": date(2026, 11, 22),
    }
