"""Forms of a project: the plan, opinions, risk, decision, compensation, moving, work, and what households ask (M12)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties.rules import campaigns as rules
from yinuo.duties.words.campaigns import ABOUTS, About
from yinuo.kernel.actor import Role
from yinuo.matters.words import INTAKES, Intake
from yinuo.places.models import Place

from ...matters.forms.step import day, fixed, words, yes_or_no
from ...orgs.forms.step import PlaceField, number
from .step import StepForm, around, office

NEVER = gettext_lazy("只写帮住户办成什么：讲清政策、找周转房、代办手续。借亲属施压、比签约进度、停水停电的，系统不收。")


class OpenProject(StepForm):
    verb, after = "open_project", gettext_lazy("项目已经登记。下一步：公布补偿方案，征求意见。")
    name = forms.CharField(label=gettext_lazy("项目名称"), max_length=80)
    kind = forms.ChoiceField(label=gettext_lazy("类别"), widget=forms.RadioSelect)
    place = PlaceField(label=gettext_lazy("在哪里"))
    about = words(gettext_lazy("做什么、为什么"), rows=3, most=500, required=False)

    def arrange(self):
        self.fields["kind"].choices = list(rules.kinds().items())
        code = self.subject.place.code
        self.fields["place"].arrange(Place.objects.filter(code__gte=code, code__lt=code + "~").order_by("code"))


class PublishPlan(StepForm):
    verb, after = "publish_plan", gettext_lazy("方案已经登记为公布。居民在公开页面上能看到，也能提问。")
    published_on = day(gettext_lazy("哪天公布的"))
    comments_until = day(gettext_lazy("意见征求到哪天"))
    where = forms.CharField(
        label=gettext_lazy("公布在哪里"), max_length=120, help_text=gettext_lazy("例如：社区公告栏、区政府网站。")
    )
    plan = words(gettext_lazy("补偿方案（全文或者要点）"), rows=8, most=20_000)

    def arrange(self):
        self.initial.setdefault("published_on", self.today)
        self.hint(_("条例第十条：征求意见不少于{n}日。").format(n=rules.comment_days()))


class NoteOpinion(StepForm):
    verb, after = "note_opinion", gettext_lazy("意见已经记下。")
    text = words(gettext_lazy("意见的原话"), rows=4, most=1000, help_text=gettext_lazy("不写是谁说的，也不写门牌。"))
    count = number(gettext_lazy("有多少人提了同样的意见"), initial=1)


class AnswerOpinion(StepForm):
    verb, after = "answer_opinion", gettext_lazy("答复已经记下，公布时和意见放在一起。")
    is_adopted = yes_or_no(gettext_lazy("采纳没有"), gettext_lazy("采纳"), gettext_lazy("没有采纳"))
    answer = words(gettext_lazy("怎么改的，或者为什么不改"), rows=3, most=1000)


class AssessRisk(StepForm):
    verb, after = "assess_risk", gettext_lazy("风险评估已经登记。")
    risk = words(gettext_lazy("评估的结论和防范办法"), rows=5)


class PublishOpinions(StepForm):
    verb, after = "publish_opinions", gettext_lazy("意见和修改情况已经公布。")
    changes = words(gettext_lazy("方案改了哪些"), rows=5, help_text=gettext_lazy("没有改的，写明没有改和原因。"))
    is_opposed = forms.BooleanField(
        label=gettext_lazy("旧城区（棚户区）改建，多数被征收人认为方案不符合规定"), required=False
    )
    hearing = words(gettext_lazy("听证会的情况"), rows=3, most=500, required=False)


class DecideProject(StepForm):
    verb, after = "decide_project", gettext_lazy("征收决定已经登记。")
    decision = forms.CharField(label=gettext_lazy("决定文号"), max_length=60)
    decided_on = day(gettext_lazy("哪天作出的"))
    remedies = words(
        gettext_lazy("怎样告知复议、诉讼的权利"), rows=3, most=500,
        help_text=gettext_lazy("写清到哪儿、多少日内。会原样公开。"),
    )  # fmt: skip


class BeginCompensation(StepForm):
    verb, after = "begin_compensation", gettext_lazy("已经登记。请征收部门以外的单位来核对。")
    account = words(
        gettext_lazy("补偿费用和周转房是不是都到位了"), rows=3, most=500,
        help_text=gettext_lazy("写总的情况。每一户的补偿只在征收范围内向被征收人公布，不写在这里。"),
    )  # fmt: skip


class ConfirmCompensation(StepForm):
    verb, after = "confirm_compensation", gettext_lazy("核对结果已经登记。")
    found = words(gettext_lazy("看了什么，到位没有"), rows=3, most=500)


class BeginMoving(StepForm):
    verb, after = "begin_moving", gettext_lazy("已经登记：补偿到位，可以搬迁。")

    def arrange(self):
        self.hint(_("搬迁由住户自己安排，可以请人帮忙。不得停水、停电、断路，也不得用威胁的办法。"))


class FinishProject(StepForm):
    verb, after = "finish_project", gettext_lazy("项目已经完成。")
    outcome = words(gettext_lazy("结果怎样，补偿费用审计怎么说"), rows=3, most=500)


class DropProject(StepForm):
    verb, after = "drop_project", gettext_lazy("项目已经停止。")
    reason = words(gettext_lazy("为什么停止"), rows=3, most=500)


class SetProjectStep(StepForm):
    verb, after = "set_project_step", gettext_lazy("工作已经交办。")
    office = office(gettext_lazy("哪个单位做"))
    text = words(gettext_lazy("做什么"), rows=2, most=300, help_text=NEVER)
    due_on = day(gettext_lazy("哪天做完"))

    def arrange(self):
        self.fields["office"].arrange(around(self.subject.org, self.today))


class FinishProjectStep(StepForm):
    verb, after = "finish_project_step", gettext_lazy("已经登记。")
    outcome = words(gettext_lazy("住户得到了什么"), rows=3, most=500)


class CancelProjectStep(StepForm):
    verb, after = "cancel_project_step", gettext_lazy("已经登记。")
    reason = words(gettext_lazy("为什么不做了"), rows=3, most=500)


class OnBehalf(StepForm):
    """A matter that a worker writes down for somebody."""

    words = words(gettext_lazy("原话"), rows=5, help_text=gettext_lazy("照他（她）说的写，不改。"))
    place = PlaceField(label=gettext_lazy("在哪里"), help_text=gettext_lazy("您管的地方。"))
    intake = fixed(
        gettext_lazy("怎么说的"), Intake, INTAKES, only=(Intake.VISIT, Intake.PHONE, Intake.PAPER), initial="visit"
    )
    called = forms.CharField(label=gettext_lazy("怎么称呼"), max_length=40, required=False)
    phone = forms.CharField(
        label=gettext_lazy("电话"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("只有办这件事的人在办理期间看得到。"),
    )

    def arrange(self):
        code = self.around.code
        found = Place.objects.filter(code__gte=code, code__lt=code + "~").order_by("code")
        self.fields["place"].arrange(found)
        mine = [grant.place for grant in self.actor.granted(*DESK) if grant.place.startswith(code)]
        self.initial.setdefault("place", mine[0] if mine else code)

    @property
    def around(self) -> Place:
        """The place the work is about."""
        return self.subject.place


DESK = (Role.COMMUNITY_WORKER, Role.COORDINATOR)


class AskAboutProject(OnBehalf):
    verb, after = "ask_about_project", gettext_lazy("已经登记为事项，照常派单、承诺、核查。请把单号告诉他（她）。")
    about = fixed(gettext_lazy("是哪一种"), About, ABOUTS)
    field_order = ("about", "words", "place", "intake", "called", "phone")

    def perform(self):
        link = super().perform()
        if link is not None:
            self.after = _("已经登记为事项 {number}，照常派单、承诺、核查。").format(number=link.matter.number)
        return link
