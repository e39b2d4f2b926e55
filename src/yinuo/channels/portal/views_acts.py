"""What the raiser does with a slip: each act is its own address and page, and works by a plain form."""

from collections.abc import Callable
from typing import Any
from uuid import uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ...acts.canon import reference
from ...acts.ledger import last
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Refused, Unfit
from ...matters import actions, photos
from ...matters.models import Matter
from ...matters.words import Method
from ..doors import ANYONE, open_to
from . import rates
from .forms import AskReopenForm, ForgetForm, PortalForm, RateForm, ResumeForm, SupplementForm, UrgeForm, WithdrawForm
from .views_matter import with_slip

Doing = Callable[[Any, Matter, Actor], object | None]


def _attempt(run: Callable) -> Doing:
    return lambda form, matter, actor: form.attempt(run, matter, actor)


def _act(
    request, matter, actor, slip, *, form_class: type[PortalForm], doing: Doing, page: str, said: str
) -> HttpResponse:
    """Show the form, or do it and go back to the matter; after a conflict the words are kept and the page is new."""
    shown = {"matter": matter, "slip": slip}
    if request.method != "POST":
        seen, _hash, _at = last(reference(matter))
        return render(request, page, shown | {"form": form_class(seen=seen)})
    if request.actor.member is not None:
        raise Refused(_("您现在登录着工作账号，不能替诉求人办这一步。请先退出登录，或者换一个浏览器打开。"))
    if rates.is_over(request, "act"):
        return rates.too_many(request, "act")
    form = form_class(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, page, shown | {"form": form}, status=422)
    try:
        made = doing(form, matter, actor)
    except NotNow as problem:
        form.add_error(None, problem.sentence)
        form.renew(last(reference(matter))[0])
        return render(request, page, shown | {"form": form}, status=409)
    if made is None:
        return render(request, page, shown | {"form": form}, status=422)
    rates.count(request, "act")
    messages.success(request, said)
    return redirect("portal:matter", slip=slip)


@open_to(ANYONE)
@with_slip
def rate(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """满意, 基本满意, 不满意, and words if one likes."""
    said = _("记下了，谢谢您的评价。没办好的话，还可以要求重办。")
    return _act(
        request,
        matter,
        actor,
        slip,
        form_class=RateForm,
        doing=_attempt(actions.rate),
        page="portal/rate.html",
        said=said,
    )


@open_to(ANYONE)
@with_slip
def ask_reopen(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """Ask to have it done again; somebody outside the office decides."""
    doing, said = _attempt(actions.ask_reopen), _("要求已经记下，由承办单位以外的人决定，结果会写在这里。")
    return _act(
        request, matter, actor, slip, form_class=AskReopenForm, doing=doing, page="portal/ask_reopen.html", said=said
    )


@open_to(ANYONE)
@with_slip
def withdraw(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """Take it back."""
    doing, said = _attempt(actions.withdraw), _("已经撤回，不再办理。经过还留在这里。")
    return _act(
        request, matter, actor, slip, form_class=WithdrawForm, doing=doing, page="portal/withdraw.html", said=said
    )


@open_to(ANYONE)
@with_slip
def resume(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """Answer what the office asked; the clock goes on."""
    doing, said = _attempt(actions.resume), _("收到您的补充，承办单位接着办。")
    return _act(request, matter, actor, slip, form_class=ResumeForm, doing=doing, page="portal/resume.html", said=said)


@open_to(ANYONE)
@with_slip
def urge(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """Ask to get on with it."""

    def doing(form, matter, actor):
        form.cleaned_data["text"] = form.cleaned_data["text"] or _("请尽快办理。")
        return form.attempt(actions.urge, matter, actor)

    said = _("已经催办，承办单位和协调员都会看到。")
    return _act(request, matter, actor, slip, form_class=UrgeForm, doing=doing, page="portal/urge.html", said=said)


@open_to(ANYONE)
@with_slip
def forget(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """Delete one's own contact; the matter goes on."""
    doing, said = _attempt(actions.forget), _("联系方式已经删除。事情照常办，凭单号查。")
    return _act(request, matter, actor, slip, form_class=ForgetForm, doing=doing, page="portal/forget.html", said=said)


@open_to(ANYONE)
@with_slip
def supplement(request: HttpRequest, matter: Matter, actor: Actor, slip: str) -> HttpResponse:
    """Add words or photos; every photo is one evidence."""
    said = _("补充的材料已经收到，办理的单位看得到。")
    return _act(
        request, matter, actor, slip, form_class=SupplementForm, doing=_add, page="portal/supplement.html", said=said
    )


def _add(form: SupplementForm, matter: Matter, actor: Actor) -> object | None:
    note, key = form.cleaned_data["note"], form.form_key
    if not note and not form.cleaned_data["photos"]:
        form.add_error("note", _("请写一句话，或者选一张照片。"))
        return None
    try:
        taken = [photos.take(one) for one in form.cleaned_data["photos"]]
    except Unfit as problem:
        form.add_error("photos", problem.sentence)
        return None
    if not taken:
        return actions.attach(matter, actor, key=key, kind=Method.DOCUMENT, note=note)
    return [
        actions.attach(matter, actor, key=uuid5(key, f"photo-{number}"), kind=Method.PHOTO, photo=photo, note=note)
        for number, photo in enumerate(taken)
    ]
