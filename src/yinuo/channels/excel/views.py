"""Pages of the excel channel: upload, say what the columns mean, watch, read what came of it; and export."""

import io
from itertools import islice
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from yinuo.analytics.texts.reading import Message, NotMessages, read_messages
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _
from yinuo.places.models import Place

from ..doors import open_to
from . import holding, running
from .forms import ExportForm, MappingForm, UploadForm, WhereForm
from .holding import Upload
from .importing import IMPORTERS
from .ledger import export_ledger
from .ledger.columns import KNOWN, TAKEN
from .ledger.reading import Table, read_table, rows_of
from .ledger.taking import look
from .rejects import write_rejects
from .rosters.forms import SHAPERS, SURVEYORS

SHOWN = 20
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(*IMPORTERS)
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file."""
    form, status = UploadForm(), 200
    if request.method == "POST":
        form, status = UploadForm(request.POST, request.FILES), 422
        if form.is_valid():
            try:
                kept = holding.hold(form.cleaned_data["file"], request.actor.member)
                _rows(kept)
                return redirect("excel:mapping", key=kept.id)
            except Unfit as problem:
                form.add_error("file", problem.sentence)
    return render(request, "excel/upload.html", {"form": form}, status=status)


@open_to(*IMPORTERS)
def mapping(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what the columns mean and look at the first rows; choices stand in the address, so that going back works."""
    kept = _held(request, key)
    if kept.stage != holding.HELD:
        return redirect("excel:progress", key=key)
    return _mapping(request, kept, request.GET or None)


@open_to(*IMPORTERS)
@require_POST
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Start the import with these choices."""
    kept = _held(request, key)
    if kept.stage != holding.HELD:
        return redirect("excel:progress", key=key)
    table = _table(kept)
    form = _form(request, table, request.POST)
    if not form.is_valid():
        return _mapping(request, kept, request.POST, status=422)
    kept.choices = form.choices()
    rows = list(_rows(kept, form, table))
    try:
        running.start(kept, request.actor, len(rows))
    except Unfit as problem:
        return _mapping(request, kept, request.POST, problem=problem.sentence, status=422)
    return redirect("excel:progress", key=key)


@open_to(*IMPORTERS)
@require_GET
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far it is; the page asks again by itself."""
    kept = _held(request, key)
    if kept.stage == holding.HELD:
        return redirect("excel:mapping", key=key)
    if kept.is_over:
        return redirect("excel:result", key=key)
    response = render(request, "excel/progress.html", {"upload": kept})
    response["Refresh"] = "2"
    return response


@open_to(*IMPORTERS, *SHAPERS, *SURVEYORS)
@require_GET
def result(request: HttpRequest, key: UUID) -> HttpResponse:
    """What came of it, each bad row with its reason."""
    kept = _held(request, key)
    if not kept.is_over:
        return redirect("excel:progress", key=key)
    bad, noted = kept.bad_rows(), kept.noted_rows()
    seen = {"upload": kept, "bad": bad[:200], "noted": noted[:200], "bad_count": len(bad), "noted_count": len(noted)}
    return render(request, "excel/result.html", seen)


@open_to(*IMPORTERS, *SHAPERS, *SURVEYORS)
@require_GET
def rejected(request: HttpRequest, key: UUID) -> HttpResponse:
    """The bad rows as a workbook, with the reason beside each."""
    kept = _held(request, key)
    if not kept.rejected:
        raise Http404
    content = io.BytesIO()
    write_rejects(content, kept.file, kept.bad_rows())
    content.seek(0)
    return FileResponse(content, as_attachment=True, filename=_("未导入的行") + ".xlsx", content_type=WORKBOOK)


@open_to(*IMPORTERS)
@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Choose what to export, and get it with `file=1`."""
    form = ExportForm(request.GET, actor=request.actor)
    if not form.is_valid():
        return render(request, "excel/export.html", {"form": form}, status=422)
    matters = form.matters()
    if "file" not in request.GET:
        return render(request, "excel/export.html", {"form": form, "count": matters.count()})
    content = io.BytesIO()
    try:
        export_ledger(content, matters, request.actor, query=form.in_words())
    except Unfit as problem:
        form.add_error(None, problem.sentence)
        return render(request, "excel/export.html", {"form": form, "count": matters.count()}, status=422)
    content.seek(0)
    day = timezone.localdate().isoformat()
    return FileResponse(content, as_attachment=True, filename=_("整改台账") + f"{day}.xlsx", content_type=WORKBOOK)


def _held(request: HttpRequest, key: UUID) -> Upload:
    kept = holding.held(key, request.actor.member)
    if kept is None or (kept.kind == holding.ROSTER and not kept.is_over):
        raise holding.expired()
    return kept


def _table(kept: Upload) -> Table | None:
    return read_table(kept.file) if kept.kind == holding.LEDGER else None


def _form(request: HttpRequest, table: Table | None, data) -> WhereForm:
    if table is None:
        return WhereForm(data, actor=request.actor)
    return MappingForm(data, table=table, actor=request.actor)


def _rows(kept: Upload, form: WhereForm | None = None, table: Table | None = None) -> list:
    """All rows of the file; Unfit where it cannot be read."""
    if kept.kind == holding.MESSAGES:
        try:
            return list(read_messages(kept.file))
        except NotMessages as problem:
            raise Unfit(str(problem), "file") from problem
    table = table or read_table(kept.file)
    is_sound = form is not None and form.is_bound and form.is_valid()
    return list(rows_of(table, form.mapping() if is_sound else table.guess))


def _mapping(request, kept: Upload, data, *, problem: str = "", status: int = 200) -> HttpResponse:
    table = _table(kept)
    form = _form(request, table, data)
    rows = _rows(kept, form, table)
    seen = {"upload": kept, "form": form, "problem": problem, "total": len(rows), "shown": min(SHOWN, len(rows))}
    if table is None:
        seen["read"] = [(row, isinstance(row, Message)) for row in islice(rows, SHOWN)]
    else:
        seen |= _preview(request, form, table, rows)
    status = 422 if form.is_bound and form.errors else status
    return render(request, "excel/mapping.html", seen, status=status)


def _preview(request, form: MappingForm, table: Table, rows: list) -> dict:
    """The first rows by our columns, with what would become of each."""
    is_sound = form.is_bound and form.is_valid()
    mapped = form.mapping() if is_sound else table.guess
    chosen = form.choices() if is_sound else {"place": next((code for code, _n in form.fields["place"].choices), "")}
    place = Place.objects.filter(code=chosen["place"]).first()
    if place is None:
        return {"columns": [], "lines": []}
    keys = [column.key for column in TAKEN if column.key in mapped]
    looked = look(
        rows[:SHOWN], actor=request.actor, place=place, office=chosen.get("office"), category=chosen.get("category")
    )
    lines = [
        (
            one,
            one.row.row,
            [one.row[key] or (f"{one.row.days[key]:%Y-%m-%d}" if key in one.row.days else "") for key in keys],
        )
        for one in looked
    ]
    return {"columns": [KNOWN[key].heading for key in keys], "lines": lines, "left": _left(table, mapped)}


def _left(table: Table, mapped: dict[str, int]) -> list[str]:
    """Headings of the file that are not imported."""
    return [heading for at, heading in enumerate(table.headings) if heading and at not in mapped.values()]
