"""House-keeping: who works here and what they are trusted with, the calendar, the ledger."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yinuo.acts.models import Checkpoint, Entry, Leaf
from yinuo.acts.verify import verify as verify_ledger
from yinuo.channels.doors import open_to
from yinuo.channels.forms import ActForm
from yinuo.kernel.actor import Role
from yinuo.orgs import actions
from yinuo.orgs.models import Member
from yinuo.orgs.queries import administered
from yinuo.places import actions as mapping
from yinuo.places.models import CalendarDay, CalendarYear

from . import forms
from .showing import grant_words, told

ADMINISTRATORS = open_to(Role.ADMINISTRATOR)
PER_PAGE = 50


def _form_page(request: HttpRequest, form: ActForm, heading: str, lead: str = "") -> HttpResponse:
    context = {"form": form, "heading": heading, "lead": lead}
    return render(request, "desk/house/form.html", context, status=422 if form.errors else 200)


@ADMINISTRATORS
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in the offices I administer, with what they are trusted with today."""
    members = (
        Member.objects.filter(org__in=administered(request.actor).values("pk"))
        .select_related("org", "user")
        .prefetch_related("trusts__org", "trusts__place")
    )
    page = Paginator(members, PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.grants = [grant_words(trust) for trust in one.trusts.all() if not trust.valid_to]
    return render(request, "desk/house/people.html", {"page": page})


@ADMINISTRATORS
def appoint(request: HttpRequest) -> HttpResponse:
    """A new member with an account."""
    form = forms.Appoint(request.actor, request.POST or None)
    if form.is_valid():
        org = form.cleaned_data.pop("org")
        if made := form.attempt(actions.appoint, org, request.actor):
            messages.success(request, _("已经增加，请接着授权。"))
            return redirect("desk:member", pk=made.pk)
    return _form_page(request, form, _("增加人员"), _("这里只记岗位和登录名，不记姓名、电话和身份证号。"))


def _member(request: HttpRequest, pk: int) -> Member:
    members = Member.objects.filter(org__in=administered(request.actor).values("pk")).select_related("org", "user")
    return get_object_or_404(members, pk=pk)


@ADMINISTRATORS
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """One member: what he is trusted with, and what can be granted."""
    person = _member(request, pk)
    trusts = [(trust, grant_words(trust)) for trust in person.trusts.select_related("org", "place")]
    context = {"member": person, "trusts": trusts, "form": forms.Entrust(request.actor)}
    return render(request, "desk/house/member.html", context)


@ADMINISTRATORS
def entrust(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant a role."""
    person = _member(request, pk)
    form = forms.Entrust(request.actor, request.POST or None)
    if form.is_valid() and form.attempt(actions.entrust, person, request.actor):
        messages.success(request, _("已经授权。"))
        return redirect("desk:member", pk=pk)
    return _form_page(request, form, _("授权"), str(person))


@ADMINISTRATORS
def move_member(request: HttpRequest, pk: int) -> HttpResponse:
    """To another office: the grants of the old one end."""
    person = _member(request, pk)
    form = forms.MoveMember(request.actor, request.POST or None)
    if form.is_valid() and form.attempt(actions.move_member, person, request.actor):
        messages.success(request, _("已经调动。原来的授权已经收回，请按新岗位授权。"))
        return redirect("desk:member", pk=pk)
    return _form_page(request, form, _("调到另一个单位"), str(person))


@ADMINISTRATORS
@require_POST
def relieve(request: HttpRequest, pk: int, trust: int) -> HttpResponse:
    """End a grant."""
    person = _member(request, pk)
    actions.relieve(person, request.actor, trust=get_object_or_404(person.trusts, pk=trust))
    messages.success(request, _("授权已经收回。"))
    return redirect("desk:member", pk=pk)


@ADMINISTRATORS
@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """The member leaves the post."""
    actions.dismiss(_member(request, pk), request.actor)
    messages.success(request, _("已经离岗，账号不再有任何权限。"))
    return redirect("desk:people")


@ADMINISTRATORS
def calendar(request: HttpRequest) -> HttpResponse:
    """Which years' working days are known, and single days set by hand."""
    context = {"years": CalendarYear.objects.order_by("-year"), "days": CalendarDay.objects.order_by("-day")[:60]}
    return render(request, "desk/house/calendar.html", context)


def _calendar_step(request: HttpRequest, form: ActForm, run, heading: str, lead: str) -> HttpResponse:
    if form.is_valid() and form.attempt(run, None, request.actor):
        messages.success(request, _("日历已经更新；已经算好的期限不变，仍按当时的日历。"))
        return redirect("desk:calendar")
    return _form_page(request, form, heading, lead)


@ADMINISTRATORS
def load_year(request: HttpRequest) -> HttpResponse:
    """Load an announced year."""
    form = forms.LoadYear(request.POST or None)
    return _calendar_step(request, form, mapping.load_year, _("装入年份"), _("国务院办公厅已经公布放假安排的年份。"))


@ADMINISTRATORS
def confirm_year(request: HttpRequest) -> HttpResponse:
    """Confirm a year that is not announced yet."""
    form = forms.ConfirmYear(request.POST or None)
    lead = _("还没有公布放假安排的年份，先按周一至周五上班计算；公布后再装入。")
    return _calendar_step(request, form, mapping.confirm_year, _("确认年份"), lead)


@ADMINISTRATORS
def override_day(request: HttpRequest) -> HttpResponse:
    """Set one day."""
    form = forms.OverrideDay(request.POST or None)
    return _calendar_step(request, form, mapping.override_day, _("调整某一天"), _("写明依据的文件。"))


@open_to(Role.AUDITOR, Role.ADMINISTRATOR)
def ledger(request: HttpRequest) -> HttpResponse:
    """The ledger for auditors: seals, late entries, and who looked at a telephone number and why."""
    entries = Entry.objects.order_by("-id")
    if request.GET.get("show") == "unmask":
        entries = entries.filter(act="matters.unmask").prefetch_related("texts")
    elif subject := request.GET.get("subject"):
        entries = entries.filter(subject=subject)
    show = request.GET.get("show", "")
    context = {
        "lines": told(entries[:PER_PAGE], with_texts=show == "unmask"),
        "checkpoints": Checkpoint.objects.order_by("-made_at", "-log")[:20],
        "sealed": Leaf.objects.count(),
        "show": show,
    }
    return render(request, "desk/house/ledger.html", context)


@open_to(Role.AUDITOR, Role.ADMINISTRATOR)
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Check the whole ledger now."""
    return render(request, "desk/house/verify.html", {"verdict": verify_ledger()})
