"""One matter, and the files that belong to it."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.matters import queries
from yinuo.matters.models import Evidence, Matter

from ..record import Record, matters_for


@never_cache
@open_to(MEMBERS)
def matter(request: HttpRequest, number: str) -> HttpResponse:
    """The whole record for those whose work it is; what is merely public opens as its public page."""
    found = matters_for(request.actor).filter(number=number).first()
    if found is None:
        return _public(request, number)
    record = Record.of(found, request.actor, timezone.localtime())
    flow, standing = record.acts()
    return render(request, "desk/matter.html", {"record": record, "matter": found, "acts": flow, "standing": standing})


def _public(request: HttpRequest, number: str) -> HttpResponse:
    if not queries.visible_to(request.actor).filter(number=number).exists():
        raise Http404
    try:
        return redirect(reverse("portal:public", args=[number]))
    except NoReverseMatch:
        raise Http404 from None


@open_to(MEMBERS)
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo shown, a document sent as a download; only with a matter that is my work."""
    mine = Matter.objects.filter(queries.works_on(request.actor))
    evidence = get_object_or_404(Evidence.objects.filter(matter__in=mine).exclude(file=""), pk=pk)
    path = Path(settings.MEDIA_ROOT) / evidence.file
    if not path.is_file():
        raise Http404
    is_image = evidence.media_type.startswith("image/")
    answer = FileResponse(
        path.open("rb"),
        content_type=evidence.media_type,
        as_attachment=not is_image,
        filename=f"{evidence.pk}{path.suffix}",
    )
    answer["Cache-Control"] = "private, max-age=300"
    return answer
