"""Letters of responsibility: the list, and one with its two lists, signatures and what was there last year (M38)."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from yinuo.channels.doors import MEMBERS, open_to
from yinuo.duties.models import DutyTask, ResponsibilityLetter
from yinuo.duties.queries.letters import items_and_last, letters_of
from yinuo.duties.rules.letters import ALIKE, likeness
from yinuo.duties.words.letters import ALIVE, LAYERS, SIDES, Layer, ResponsibilityState
from yinuo.kernel.actor import Actor, Role

from ...inspection.sight import known_url
from ...offices import offices_of
from ...orgs.seeing import kept
from .. import showing

PER_PAGE = 50
VERBS = ("sign_letter", "check_letter", "assess_letter", "add_responsibility", "rewrite_letter", "cancel_letter")


@open_to(MEMBERS)
def responsibility_letters(request: HttpRequest) -> HttpResponse:
    """Letters that my offices give or take, the newest year first."""
    live = Q(responsibilities__state=ResponsibilityState.LIVE)
    found = letters_of(request.actor).annotate(item_count=Count("responsibilities", live))
    page = Paginator(found.order_by("-year", "unit__path", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        showing.dressed(one, showing.LETTER_LOOKS)
    orgs = list(offices_of(request.actor, Role.ORGANISER)) if request.actor.granted(Role.ORGANISER) else []
    shown = {"page": page, "kept": kept(request), "orgs": orgs}
    return render(request, "desk/registers/responsibility_letters.html", shown)


@open_to(MEMBERS)
def responsibility_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: who answers for what, what is done by when, and how much of it is last year's."""
    letter = showing.dressed(get_object_or_404(letters_of(request.actor), pk=pk), showing.LETTER_LOOKS)
    new, old = items_and_last(letter)
    same = likeness([one.text for one in new], [one.text for one in old])
    _list(letter, new, old, same, request.actor)
    signatures = list(letter.signatures.all())
    for one in signatures:
        one.side_word = SIDES[one.side]
    shown = {
        "letter": letter, "same": same, "least": ALIKE, "signatures": signatures,
        "layers": [(LAYERS[layer], [one for one in new if one.layer == layer]) for layer in Layer],
        "idle": sum(one.is_idle for one in new), "file_url": known_url("excel:letter_file", pk, "docx"),
        "sheet_url": known_url("excel:letter_file", pk, "xlsx"),
        "acts": showing.acts(request.actor, letter, "letter_step", *VERBS, is_first_primary=True),
    }  # fmt: skip
    return render(request, "desk/registers/responsibility_letter.html", shown)


def _list(letter: ResponsibilityLetter, new: list, old: list, same, actor: Actor) -> None:
    """The items with their duties, buttons, and what they were last year. One query."""
    today = timezone.localdate()
    duties: dict[int, list] = {}
    for duty in DutyTask.objects.filter(responsibility__letter=letter):
        duties.setdefault(duty.responsibility_id, []).append(duty)
    for number, one in enumerate(new):
        one.letter, one.list = letter, duties.get(one.pk, [])
        showing.dressed(one, showing.ITEM_LOOKS)
        one.percent = same.percents[number] if same else None
        one.last = old[same.nearest[number]].text if same and same.nearest[number] >= 0 else ""
        one.is_idle = one.state == ResponsibilityState.LIVE and not any(duty.state in ALIVE for duty in one.list)
        may_list = letter.state in ("drafted", "signed")
        verbs = ("set_duty", "strike_responsibility") if may_list else ()
        one.acts = showing.acts(actor, one, "responsibility_step", *verbs)
        for duty in one.list:
            duty.responsibility = one
            showing.dressed(duty, showing.DUTY_LOOKS)
            duty.is_late = duty.state == "open" and duty.due_on < today
            done = ("report_duty",) if letter.state in ("signed", "checked") else ()
            duty.acts = showing.acts(actor, duty, "duty_step", *done, "confirm_duty", "return_duty", "cancel_duty")
