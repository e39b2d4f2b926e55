"""Pages of rosters: download, upload, look at what each row would do, confirm."""

import io
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yinuo.channels.doors import open_to
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Failure, NotNow, Unfit
from yinuo.kernel.words import _

from .. import holding
from ..holding import Upload
from .columns import BUILDINGS, ROSTERS
from .forms import SHAPERS, SURVEYORS, RosterForm, RosterUploadForm, shaped, surveyed
from .reading import Line, read_roster
from .taking import BAD, CHANGED, FRESH, KNOWN, STATES, Taken, take
from .writing import write_roster

KEEPERS = open_to(*SHAPERS, *SURVEYORS)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 300


@KEEPERS
def rosters(request: HttpRequest) -> HttpResponse:
    """Choose a roster: get it as it stands, or send it back."""
    form, status = RosterUploadForm(actor=request.actor, initial=request.GET.dict()), 200
    if request.method == "POST":
        form, status = RosterUploadForm(request.POST, request.FILES, actor=request.actor), 422
        if form.is_valid():
            try:
                return redirect("excel:roster", key=_keep(form, request.actor).id)
            except Unfit as problem:
                form.add_error("file", problem.sentence)
    return render(request, "excel/rosters.html", {"form": form}, status=status)


def _keep(form: RosterUploadForm, actor: Actor) -> Upload:
    """Hold the file with what was chosen; Unfit, and nothing kept, when it is no such roster."""
    given = form.cleaned_data
    choices = {"roster": given["roster"]}
    if given["roster"] == BUILDINGS.key:
        choices["community"] = given["community"].code
    else:
        choices["top"] = given["top"].path
    return holding.hold_roster(
        given["file"], actor.member, choices, check=lambda path: read_roster(path, ROSTERS[given["roster"]])
    )


@KEEPERS
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The roster as it stands."""
    form = RosterForm(request.GET, actor=request.actor)
    if not form.is_valid():
        return render(
            request, "excel/rosters.html", {"form": RosterUploadForm(request.GET, actor=request.actor)}, status=422
        )
    roster = ROSTERS[form.cleaned_data["roster"]]
    content, day = io.BytesIO(), timezone.localdate()
    given = {name: form.cleaned_data.get(name) for name in ("top", "community")}
    write_roster(content, roster, day=day, **given)
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=f"{roster.title}{day}.xlsx", content_type=WORKBOOK)


@KEEPERS
@require_GET
def roster(request: HttpRequest, key: UUID) -> HttpResponse:
    """What each row would do; nothing is changed yet."""
    kept = _held(request, key)
    lines = _lines(kept)
    taken = _take(kept, lines, request.actor, is_trial=True)
    return render(request, "excel/roster.html", _seen(kept, lines, taken))


@KEEPERS
@require_POST
def take_roster(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the rows in; with a bad row only when the person has said to leave the bad ones out."""
    kept = _held(request, key)
    lines = _lines(kept)
    skip_bad = request.POST.get("skip_bad") == "yes"
    if not kept.claim():
        return redirect("excel:result", key=key)
    try:
        taken = _take(kept, lines, request.actor, skip_bad=skip_bad)
    except Failure as failure:
        kept.release()
        seen = _seen(kept, lines, _take(kept, lines, request.actor, is_trial=True)) | {"problem": failure.sentence}
        return render(request, "excel/roster.html", seen, status=422)
    if taken.bad and not skip_bad:
        kept.release()
        problem = _("有{n}行不能导入，所以一行也没有导入。请改好再传，或者选择跳过这些行。").format(n=len(taken.bad))
        return render(request, "excel/roster.html", _seen(kept, lines, taken) | {"problem": problem}, status=422)
    kept.tell(taken.outcome())
    kept.keep()
    return redirect("excel:result", key=key)


def _held(request: HttpRequest, key: UUID) -> Upload:
    kept = holding.held(key, request.actor.member)
    if kept is None or kept.kind != holding.ROSTER:
        raise holding.expired()
    return kept


def _lines(kept: Upload) -> list[Line]:
    return read_roster(kept.file, ROSTERS[kept.choices["roster"]])


def _take(kept: Upload, lines: list[Line], actor: Actor, **how) -> Taken:
    """Where the rows belong is asked again: grants may have changed since the upload."""
    if "community" in kept.choices:
        where = {"community": surveyed(actor).filter(code=kept.choices["community"]).first()}
    else:
        where = {"top": shaped(actor).select_related("place").filter(path=kept.choices["top"]).first()}
    if None in where.values():
        raise NotNow(_("选定的范围已经撤销，或者不再归您管。请重新选择范围，重新上传。"))
    return take(ROSTERS[kept.choices["roster"]], lines, actor, **where, **how)


def _seen(kept: Upload, lines: list[Line], taken: Taken) -> dict:
    form = ROSTERS[kept.choices["roster"]]
    rows = []
    for line in sorted(lines, key=lambda one: taken.rows.get(one.row, ("",))[0] != BAD)[:SHOWN]:
        state, why = taken.rows.get(line.row, ("", ""))
        rows.append((line, state, why or STATES.get(state, ""), [line[column.key] for column in form.columns]))
    counts = [(STATES[state], taken.count(state)) for state in (FRESH, CHANGED, KNOWN, BAD)]
    return {
        "upload": kept, "roster": form, "rows": rows, "counts": counts, "taken": taken, "bad": len(taken.bad),
        "total": len(lines), "hidden": max(0, len(lines) - SHOWN),
    }  # fmt: skip
