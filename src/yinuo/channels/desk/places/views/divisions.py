"""Official divisions from a file: looked at first, then entered; twice is once."""

import csv
import io

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.errors import Failure, Unfit
from yinuo.places import actions

from .. import forms

SHOWN = 100
"""Rejected rows on the page."""


@open_to(Role.ADMINISTRATOR)
def import_divisions(request: HttpRequest) -> HttpResponse:
    """Upload, read what would be entered, and only then enter it; rows that do not fit are left out and named."""
    form = forms.UploadDivisions(request.POST or None, request.FILES or None)
    shown = {"form": form}
    if request.method != "POST":
        return render(request, "desk/places/import_divisions.html", shown)
    if not form.is_valid():
        return render(request, "desk/places/import_divisions.html", shown, status=422)
    is_confirmed = "confirm" in request.POST
    try:
        fresh, known, rejected = _import(form.cleaned_data["text"], request.actor, is_trial=not is_confirmed)
    except Failure as problem:
        form.add_error("file", problem.sentence)
        return render(request, "desk/places/import_divisions.html", shown, status=problem.status)
    if is_confirmed:
        words = _("导入完成：新增 {fresh} 个，{known} 个已有，{rejected} 行没有导入。")
        messages.success(request, words.format(fresh=fresh, known=known, rejected=len(rejected)))
        return redirect("desk:ground")
    looked = {"fresh": fresh, "known": known, "rejected": rejected[:SHOWN], "wrong": len(rejected)}
    shown |= {"looked": looked, "text": form.cleaned_data["text"]}
    return render(request, "desk/places/import_divisions.html", shown)


def _import(text: str, actor: Actor, *, is_trial: bool) -> tuple[int, int, list[str]]:
    """(entered, known, sentences about rows left out); a trial takes everything back."""
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    if not {"code", "name"} <= set(rows.fieldnames or ()):
        raise Unfit(_("第一行要有 code 和 name 两列，请检查文件。"), "file")
    with transaction.atomic():
        found = actions.import_divisions(rows, actor)
        if is_trial:
            transaction.set_rollback(True)
    return found
