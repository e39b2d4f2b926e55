"""Notes of my unit's visitors with their photos."""

from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.evaluation.queries import subjects_of
from yinuo.inspection.models import NotePhoto
from yinuo.inspection.queries import notes_of

from ...orgs.seeing import kept

PER_PAGE = 20


@open_to(MEMBERS)
def notes(request: HttpRequest) -> HttpResponse:
    """What visitors from my unit wrote: private to the unit, never marked; from here a change is planned."""
    found = notes_of(request.actor).select_related("site__subject__org__place", "site__round", "unit")
    page = Paginator(found.order_by("-site__round__starts_on", "-said_at"), PER_PAGE).get_page(request.GET.get("page"))
    mine = {one.assessment_id: one for one in subjects_of(request.actor)}
    for one in page:
        own = mine.get(one.site.round.assessment_id)
        one.plan_url = ""
        if own is not None and own.pk != one.site.subject_id:
            one.plan_url = f"{reverse('desk:unit_step', args=[own.pk, 'plan_gap'])}?site={one.site_id}"
        one.shown_photos = [
            {"url": reverse("desk:note_photo", args=[photo.pk]), "words": one.site.name} for photo in one.photos.all()
        ]
    return render(request, "desk/inspection/notes.html", {"page": page, "kept": kept(request)})


@open_to(MEMBERS)
def note_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photo of a site, only with a note that one may read."""
    photo = get_object_or_404(NotePhoto.objects.filter(note__in=notes_of(request.actor).values("pk")), pk=pk)
    path = Path(settings.MEDIA_ROOT) / photo.file
    if not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="image/jpeg", filename=f"{photo.pk}{path.suffix}")
    answer["Cache-Control"] = "private, max-age=300"
    return answer
