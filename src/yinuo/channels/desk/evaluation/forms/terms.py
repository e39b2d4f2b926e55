"""How it will be counted: bands, trimming, least ballots, sources, correction, days."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.rules.composite import Terms
from yinuo.evaluation.rules.exact import plain

from ...orgs.forms.step import number
from ..showing import BANDS_BY, CORRECTIONS, SOURCE_WORDS, source_word
from .rubrics import decimal
from .step import LinesField, StepForm, written


class SetTerms(StepForm):
    verb, after = "set_terms", gettext_lazy("计分规则已经改好。冻结以前都还可以改。")
    bands_by = forms.ChoiceField(
        label=gettext_lazy("怎样分档"), choices=list(BANDS_BY.items()), widget=forms.RadioSelect
    )
    bands = LinesField(
        label=gettext_lazy("档次"),
        help_text=gettext_lazy(
            "一行一档，从高到低：名称，空一格，分数线（得分率的百分数，最后一档写0）；按名额的写几个单位。"
        ),
    )
    least_ballots = number(gettext_lazy("有效票至少几张才评分"), help_text=gettext_lazy("不到的写“样本不足，不评分”。"))
    trim = number(gettext_lazy("去掉几个最高、几个最低"), help_text=gettext_lazy("至少5票时才去。不去写0。"))
    places = number(gettext_lazy("得分保留几位小数"))
    sources = LinesField(
        label=gettext_lazy("打分来源和权重"), rows=2,
        help_text=gettext_lazy("一行一个：来源，空一格，权重。只有一个来源就写“评委 100”。例如：全委会成员 24，换一行：本单位干部 16。"),
    )  # fmt: skip
    correction = forms.ChoiceField(
        label=gettext_lazy("各组之间怎样比"), choices=list(CORRECTIONS.items()), widget=forms.RadioSelect,
        help_text=gettext_lazy("各组看的单位不同，原始分不能直接放在一起比。"),
    )  # fmt: skip
    award_cap = decimal(gettext_lazy("加减分合计最多几分"))
    objection_days = number(gettext_lazy("告知结果后几个工作日内可以提异议"))
    answer_days = number(gettext_lazy("异议几天内答复"))
    review_days = number(gettext_lazy("复核几天内办完"))

    def arrange(self):
        terms = self.subject.rules
        known: dict[str, Any] = {
            "bands_by": terms.bands_by, "bands": written((name, plain(least)) for name, least in terms.bands),
            "least_ballots": terms.least_ballots, "trim": terms.trim, "places": terms.places,
            "sources": written((source_word(name), plain(weight)) for name, weight in terms.sources),
            "correction": terms.correction, "award_cap": plain(terms.award_cap),
            "objection_days": self.subject.objection_days, "answer_days": self.subject.answer_days,
            "review_days": self.subject.review_days,
        }  # fmt: skip
        for name, value in known.items():
            self.initial.setdefault(name, value)
        if self.subject.panels > 1:
            self.hint(
                _(
                    "这次分{n}组。如果各组看不同的单位，请安排几个各组都看的点位，不然各组的分没有办法放在一起比。"
                ).format(n=self.subject.panels)
            )

    def given(self):
        given = super().given()
        terms = Terms(
            given.pop("least_ballots"), given.pop("trim"), given.pop("places"), _sources(given.pop("sources")),
            given.pop("correction"), given.pop("bands_by"), tuple(given.pop("bands")), Decimal(given.pop("award_cap")),
        )  # fmt: skip
        return given | {"terms": Enclosed(terms.as_data())}


def _sources(rows) -> tuple[tuple[str, Decimal], ...]:
    keys = {str(word): key for key, word in SOURCE_WORDS.items()}
    return tuple((keys.get(name, name)[:20], weight) for name, weight in rows)
