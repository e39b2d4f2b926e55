"""Forms of the review meeting: called, speakers with reasons, held."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.orgs.models import Organisation

from ...matters.forms.step import words
from ...orgs.forms.step import OrganisationField
from .step import MomentField, StepForm, local


class CallMeeting(StepForm):
    verb, after = "call_meeting", gettext_lazy("总结点评会的时间、地点已经定了。")
    meets_at = MomentField(label=gettext_lazy("什么时候开"))
    place = forms.CharField(label=gettext_lazy("在哪儿开"), max_length=120)

    def arrange(self):
        if self.subject.meets_at:
            self.initial.setdefault("meets_at", local(self.subject.meets_at))
            self.initial.setdefault("place", self.subject.meeting_place)


class InviteSpeaker(StepForm):
    verb, after = "invite_speaker", gettext_lazy("发言单位已经定了。")
    org = OrganisationField(label=gettext_lazy("请哪个单位发言"))
    reason = words(
        gettext_lazy("为什么请它"), rows=3, most=300,
        help_text=gettext_lazy("写它做了什么、别人能学什么。这段话会公开。发言不分先后，也不是名次。"),
    )  # fmt: skip

    def arrange(self):
        orgs = Organisation.objects.filter(evaluated__assessment=self.subject.assessment_id)
        self.fields["org"].arrange(orgs.exclude(pk__in=self.subject.speakers.values("org")).order_by("path"))
        if self.subject.assessment.is_before_seal:
            self.hint(_("封票以后才能定典型发言的单位。现在还没有封票。"), tone="warning")


class HoldMeeting(StepForm):
    verb, after = "hold_meeting", gettext_lazy("总结点评会已经登记。")
    met_at = MomentField(label=gettext_lazy("什么时候开的"))
    commentary = words(
        gettext_lazy("点评的要点"), rows=8, help_text=gettext_lazy("说事、说做法，不点个人的名。这段话会公开。")
    )

    def arrange(self):
        if self.subject.meets_at:
            self.initial.setdefault("met_at", local(self.subject.meets_at))
        if self.subject.assessment.is_before_seal:
            self.hint(_("封票以后才能登记总结点评会。现在还没有封票。"), tone="warning")
