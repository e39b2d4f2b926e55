"""Suggestion boxes at the desk: the list, a box, an opening with its letters, a published month, the notice for the board."""

from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yinuo.bulletins import books, letterboxes
from yinuo.channels.doors import MEMBERS, open_to
from yinuo.kernel.actor import Actor
from yinuo.matters import boxes as asked
from yinuo.matters import queries
from yinuo.matters.box_policy import WORKERS, may_answer_letter
from yinuo.matters.box_words import LETTER_KINDS, BoxState, LetterKind, OpeningState
from yinuo.matters.models import Box, BoxMonth, Letter, Opening

from ..orgs.seeing import kept
from ..walking import buttons
from . import showing
from .verbs import VERBS

PER_PAGE = 30
SHOWN = 20
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(MEMBERS)
def boxes(request: HttpRequest) -> HttpResponse:
    """Boxes I keep or look after; `?show=forgotten` those without a log for two periods."""
    today = timezone.localdate()
    show = request.GET.get("show", "")
    found = asked.visible_boxes(request.actor)
    if show == "forgotten":
        found = found.filter(state=BoxState.HANGING, forgotten_on__lte=today)
    page = Paginator(found.order_by("state", "next_on", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one, today, request.actor)
    may_place = request.actor.holds(*WORKERS)
    shown = {"page": page, "kept": kept(request), "show": show, "may_place": may_place, "today": today}
    return render(request, "desk/boxes/boxes.html", shown)


def box_of(actor: Actor, pk: int) -> Box:
    """A box that he sees; 404 for all others."""
    found = asked.visible_boxes(actor).select_related("first__org", "second__org")
    return get_object_or_404(found, pk=pk)


@open_to(MEMBERS)
def box(request: HttpRequest, pk: int) -> HttpResponse:
    """One box: keepers, log, published months, what can be done."""
    today = timezone.localdate()
    box = showing.dressed(box_of(request.actor, pk), today, request.actor)
    openings = [showing.dressed_opening(one) for one in asked.openings_of(box)[:SHOWN]]
    verbs = ["open_box", "publish_box_month", "change_keepers", "take_down_box"]
    if any(
        one.state == OpeningState.OPENED or (one.on == today and one.state != OpeningState.DENIED) for one in openings
    ):
        verbs.remove("open_box")
    acts = _buttons(request.actor, box, verbs, "desk:box_step", pk)
    for one in acts[:1]:
        one["tone"] = "primary" if one["verb"] == "open_box" else one["tone"]
    for one in openings:
        one.letters_in = len(one.letters.all())
    months = asked.months_of(box)
    for one in months:
        one.word = showing.month_word(one)
    shown = {
        "box": box, "acts": acts, "openings": openings, "months": months, "keepings": box.keepings.select_related("first__org", "second__org"),
    }  # fmt: skip
    return render(request, "desk/boxes/box.html", shown)


def _buttons(actor: Actor, subject, verbs: list[str], name: str, pk: int) -> list[dict]:
    return buttons(actor, subject, verbs, lambda verb: reverse(name, args=[pk, verb]), "matters", VERBS)


def opening_of(actor: Actor, pk: int) -> Opening:
    """An opening of a box that he sees, or that he took part in."""
    related = ("box__org", "box__place", "first", "second")
    mine = Opening.objects.filter(box__in=asked.visible_boxes(actor).values("pk"))
    return get_object_or_404(mine.select_related(*related), pk=pk)


@open_to(MEMBERS)
def box_opening(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of the log with its letters: what stands in a matter is read there, by whom it concerns."""
    actor = request.actor
    opening = showing.dressed_opening(opening_of(actor, pk))
    letters, found = [], list(asked.letters_of(opening))
    keys = {key for one in found for key in (one.matter_id, one.repeats_id) if key}
    readable = set(queries.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    for letter in found:
        letter.opening = opening
        letters.append(showing.dressed_letter(letter))
        letter.may_answer = may_answer_letter(actor, letter) is None
        letter.may_read, letter.may_read_other = letter.matter_id in readable, letter.repeats_id in readable
    acts = _buttons(actor, opening, ["confirm_opening", "enter_letter", "deny_opening"], "desk:box_opening_step", pk)
    for one in acts[:1]:
        one["tone"] = one["tone"] or "primary"
    is_waiting = opening.state == OpeningState.OPENED
    link = request.build_absolute_uri(reverse("desk:box_opening", args=[pk]))
    shown = {
        "opening": opening, "box": opening.box, "letters": letters, "acts": acts, "left": opening.count - len(letters),
        "is_waiting": is_waiting, "is_opener": actor.member == opening.first_id,
        "qr": showing.square_code(link) if is_waiting and actor.member == opening.first_id else "",
    }  # fmt: skip
    return render(request, "desk/boxes/box_opening.html", shown)


def letter_of(actor: Actor, pk: int) -> tuple[Letter, bool]:
    """A letter of a box he sees, or one that came to him; and whether he is who received it."""
    letter = get_object_or_404(Letter.objects.select_related("opening__box__org", "matter"), pk=pk)
    is_receiver = letter.is_passed and may_answer_letter(actor, letter) is None
    if not is_receiver and not asked.visible_boxes(actor).filter(pk=letter.opening.box_id).exists():
        raise Http404
    return letter, is_receiver


@open_to(MEMBERS)
def letter_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photograph of a letter that is kept here, for the keepers and the office of the box."""
    letter, _is_receiver = letter_of(request.actor, pk)
    path = Path(settings.MEDIA_ROOT) / letter.file
    if not letter.file or letter.is_passed or may_answer_letter(request.actor, letter) or not path.is_file():
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="image/jpeg", filename=f"{letter.pk}.jpg")
    answer["Cache-Control"] = "private, max-age=300"
    return answer


def _month_of(actor: Actor, pk: int) -> BoxMonth:
    mine = BoxMonth.objects.filter(box__in=asked.visible_boxes(actor).values("pk"))
    return get_object_or_404(mine.select_related("box__org"), pk=pk)


@open_to(MEMBERS)
def box_month(request: HttpRequest, pk: int) -> HttpResponse:
    """A published month, fit to be printed."""
    month = _month_of(request.actor, pk)
    kinds = [(LETTER_KINDS[LetterKind(kind)], count, share) for kind, count, share in month.counts["kinds"]]
    answers = [(code, LETTER_KINDS[LetterKind(kind)], text, bool(took)) for code, kind, text, took in month.answers]
    shown = {"month": month, "box": month.box, "word": showing.month_word(month), "kinds": kinds, "answers": answers}
    return render(request, "desk/boxes/box_month.html", shown)


@open_to(MEMBERS)
def box_month_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    month = _month_of(request.actor, pk)
    target = BytesIO()
    books.write(target, letterboxes.month(month, timezone.localtime()))
    answer = HttpResponse(target.getvalue(), content_type=WORKBOOK)
    name = _("意见箱-{month}").format(month=f"{month.month:%Y-%m}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return answer


@open_to(MEMBERS)
def box_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """What is pinned to the board beside the box: when it is opened, who opens it, the newest answers."""
    box = box_of(request.actor, pk)
    shown = {
        "box": box, "answers": asked.answered(box)[:SHOWN],
        "qr": showing.square_code(request.build_absolute_uri(reverse("portal:box", args=[pk]))),
    }  # fmt: skip
    return render(request, "desk/boxes/box_notice.html", shown)
