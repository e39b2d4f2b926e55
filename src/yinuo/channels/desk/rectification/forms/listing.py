"""Forms of campaigns and their lists: begin one, list problems one by one or from a file, amend, merge, strike out."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties.flow.rectification import ENDS
from yinuo.duties.words.rectification import TERMS, Term
from yinuo.orgs.models import Organisation

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import OrganisationField, document
from .step import POST_HELP, ItemField, StepForm


class StartCampaign(StepForm):
    verb = "start_campaign"
    name = forms.CharField(label=gettext_lazy("整治的名称"), max_length=80)
    source = forms.CharField(
        label=gettext_lazy("问题从哪里来"), max_length=80, help_text=gettext_lazy("例如：主题教育检视问题、巡察反馈。")
    )
    basis = document(required=False)
    starts_on = day(gettext_lazy("哪天开始"))
    ends_on = day(gettext_lazy("哪天结束"), help_text=gettext_lazy("承诺的时限不能晚于这一天。"))
    is_public = forms.BooleanField(
        label=gettext_lazy("清单向居民公开"), required=False, initial=True,
        help_text=gettext_lazy("公开问题、责任单位、时限和验收，不公开任何个人。"),
    )  # fmt: skip


class ListItem(StepForm):
    verb, after = "list_item", gettext_lazy("已经列入清单，等责任单位承诺。")
    area = forms.CharField(label=gettext_lazy("属于哪个方面"), max_length=40)
    problem = words(
        gettext_lazy("问题表现"), rows=3, most=500, help_text=gettext_lazy("责任单位承诺以后，这段文字不能再改。")
    )
    office = OrganisationField(label=gettext_lazy("责任单位"))
    term = fixed(gettext_lazy("整改类型"), Term, TERMS)
    source = forms.CharField(label=gettext_lazy("问题来源"), max_length=80, required=False)
    goal = forms.CharField(label=gettext_lazy("整改目标"), max_length=300, required=False)
    measure = words(gettext_lazy("整改措施"), rows=2, most=500, required=False)
    lead_post = forms.CharField(
        label=gettext_lazy("牵头领导（岗位）"), max_length=60, required=False, help_text=POST_HELP
    )
    acceptance = forms.CharField(
        label=gettext_lazy("看到什么才算改好了"), max_length=300, required=False,
        help_text=gettext_lazy("验收标准，例如：随机抽30件，重复收材料的为0件。"),
    )  # fmt: skip
    legal_due_on = day(gettext_lazy("法定时限（有的话）"), required=False)
    part_of = ItemField(
        label=gettext_lazy("是哪一项的一部分"), required=False,
        help_text=gettext_lazy("拆出来的部分不另算一个问题。"),
    )  # fmt: skip
    distinct_why = forms.CharField(
        label=gettext_lazy("和相似的那一项有什么不同"), max_length=200, required=False,
        help_text=gettext_lazy("系统说很像、而确实是另一个问题的，在这里说明。"),
    )  # fmt: skip

    def arrange(self):
        code = self.subject.place_code[:6]
        offices = Organisation.objects.on(self.today).filter(place__code__startswith=code).order_by("path")
        self.fields["office"].arrange(offices)
        self.fields["part_of"].arrange(self.subject.items.filter(part_of=None).exclude(state__in=ENDS))


class AmendItem(StepForm):
    verb = "amend_item"
    area = forms.CharField(label=gettext_lazy("属于哪个方面"), max_length=40)
    problem = words(gettext_lazy("问题表现"), rows=3, most=500)
    measure = words(gettext_lazy("整改措施"), rows=2, most=500, required=False)
    acceptance = forms.CharField(label=gettext_lazy("看到什么才算改好了"), max_length=300, required=False)
    why = forms.CharField(label=gettext_lazy("为什么改"), max_length=200, required=False)

    def arrange(self):
        self.hint(_("责任单位承诺以后就不能改了。改动留在经过里，原来的话也看得到。"))
        for name in ("area", "problem", "measure", "acceptance"):
            self.initial.setdefault(name, getattr(self.subject, name))


class MergeItem(StepForm):
    verb = "merge_item"
    into = ItemField(label=gettext_lazy("并入哪一项"))

    def arrange(self):
        found = self.subject.campaign.items.exclude(pk=self.subject.pk).exclude(state__in=ENDS)
        self.fields["into"].arrange(found)


class StrikeOut(StepForm):
    verb = "strike_out"
    why = words(gettext_lazy("为什么撤下"), rows=3, most=200)

    def arrange(self):
        self.hint(_("撤下的事项留在清单上，写着原因；它不算整改完成。"), tone="warning")


class EndCampaign(StepForm):
    verb = "end_campaign"


class ImportForm(forms.Form):
    """A problem list in a file."""

    is_multipart = True
    table = forms.FileField(
        label=gettext_lazy("问题清单（.xlsx 或 .csv）"),
        help_text=gettext_lazy("一行一个问题，表头照样表写。有一行不对，就一行也不导入。"),
    )
