"""Suggestion boxes (M34): hang up, keep, open by two, enter every letter, answer, publish a month."""

from datetime import date
from hashlib import sha256

from django.utils import timezone

from ...acts.canon import canonical
from ...acts.door import act
from ...kernel.actor import Actor, resident
from ...kernel.errors import NotNow, Unfit
from ...kernel.privacy import impersonal
from ...kernel.words import _
from ...orgs.models import Member, Organisation
from ...orgs.queries import valid
from ...places.models import Place
from ...places.queries import calendar
from .. import box_policy as policy
from .. import box_rules as rules
from .. import boxes
from ..anonymous import told_of
from ..box_words import MATTER_KIND, LetterKind, LetterState, OpeningState, Standing
from ..models import Box, BoxMonth, Keeping, Letter, Matter, Opening
from ..photos import Photo
from ..words import Intake, Method
from .doing import attach
from .intake import raise_

MOST_LETTERS = 2000
MOST_WEEKS = 4
UNFINISHED = (OpeningState.OPENED, OpeningState.CONFIRMED)
SHORTEST = 4
"""Characters of a reason."""


@act(may=policy.may_place_box, opens=True)
def place_box(
    org: Organisation,
    actor: Actor,
    *,
    at,
    spot: str,
    first: Member,
    second: Member,
    weeks: int = rules.WEEKS,
    place: Place | None = None,
):
    """Hang up a box at the gate of a unit, with two keepers."""
    day = at.date()
    if not valid(org, day):
        raise Unfit(_("这个单位已经撤并，不能再挂意见箱。"), "spot")
    spot = impersonal(spot, "spot")
    if not spot:
        raise Unfit(_("请写清挂在哪里，例如：大门右侧。"), "spot")
    _check_keepers(org, first, second, weeks, day)
    place = place or org.place
    made = Box(
        org=org, place=place, place_code=place.code, spot=spot, first=first, second=second, weeks=weeks, placed_on=day
    )
    _count_from(made, day)
    made.save()
    Keeping.objects.create(box=made, first=first, second=second, weeks=weeks, valid_from=day)
    return made


def _check_keepers(org: Organisation, first: Member, second: Member, weeks: int, day: date) -> None:
    """Two people who can be told apart by their posts, at least one of them from the unit (REFERENCE M34, §5.H)."""
    if first.pk == second.pk:
        raise Unfit(_("两位保管人不能是同一个人，请另选一位。"), "second")
    for name, one in (("first", first), ("second", second)):
        if not valid(one, day):
            raise Unfit(_("这位保管人已经不在岗，请另选一位。"), name)
        if one.county != org.county:
            raise Unfit(_("保管人要在同一个县（市、区）。"), name)
    if (first.org_id, first.post) == (second.org_id, second.post):
        raise Unfit(_("开箱记录只写岗位：两位保管人的岗位相同就分不清是谁，请选岗位不同的人。"), "second")
    if not any(one.org.path.startswith(org.path) for one in (first, second)):
        raise Unfit(_("至少要有一位保管人是挂箱单位的人。"), "first")
    if not 1 <= weeks <= MOST_WEEKS:
        raise Unfit(_("一到四周开一次箱，请核对。"), "weeks")


def _count_from(box: Box, day: date) -> None:
    table = calendar()
    box.next_on = rules.next_due(day, box.weeks, table)
    box.forgotten_on = rules.forgotten_from(day, box.weeks, table)


@act(may=policy.may_change_keepers)
def change_keepers(box: Box, actor: Actor, *, at, first: Member, second: Member, weeks: int = rules.WEEKS):
    """Two keepers, or how often it is opened, from today on; what was before stays on record."""
    day = at.date()
    _check_keepers(box.org, first, second, weeks, day)
    if box.openings.filter(state__in=UNFINISHED).exists():
        raise NotNow(_("还有一次开箱没有办完，信件登记完以后再换保管人。"))
    box.keepings.filter(valid_to=None).update(valid_to=day)
    made = Keeping.objects.create(box=box, first=first, second=second, weeks=weeks, valid_from=day)
    box.first, box.second, box.weeks = first, second, weeks
    _count_from(box, box.opened_on or box.placed_on)
    return made


@act(may=policy.may_take_down_box)
def take_down_box(box: Box, actor: Actor, *, at, reason: str):
    """Take it down for good, with a reason; it must have been emptied."""
    if len(impersonal(reason, "reason")) < SHORTEST:
        raise Unfit(_("意见箱是长期保留的，请写明为什么撤下。"), "reason")
    if box.openings.filter(state__in=UNFINISHED).exists():
        raise NotNow(_("还有一次开箱没有办完，信件登记完以后才能撤箱。"))
    box.taken_down_on = at.date()


@act(may=policy.may_open_box)
def open_box(box: Box, actor: Actor, *, at, count: int, note: str = ""):
    """One keeper writes the log at the open box; nothing can be entered before the other has confirmed it."""
    day = at.date()
    if not 0 <= count <= MOST_LETTERS:
        raise Unfit(_("请填写箱里有几封信，没有就填0。"), "count")
    if box.openings.filter(state=OpeningState.OPENED).exists():
        raise NotNow(_("上一次开箱还在等另一位保管人确认，请先确认。"))
    if box.openings.filter(on=day).exclude(state=OpeningState.DENIED).exists():
        raise NotNow(_("今天已经开过这个箱。"))
    other = box.second if actor.member == box.first_id else box.first
    me = box.first if actor.member == box.first_id else box.second
    return Opening.objects.create(
        box=box, on=day, first=me, second=other, first_post=str(me), second_post=str(other), count=count,
        note=impersonal(note, "note"), opened_at=at,
    )  # fmt: skip


@act(may=policy.may_confirm_opening)
def confirm_opening(opening: Opening, actor: Actor, *, at):
    """The other keeper was there and counted the same; with no letter in it the opening is done."""
    opening.confirmed_at = at
    opening.state = OpeningState.CONFIRMED if opening.count else OpeningState.ENTERED
    box = Box.objects.select_for_update().get(pk=opening.box_id)
    box.opened_on = max(opening.on, box.opened_on or opening.on)
    _count_from(box, box.opened_on)
    box.save(update_fields=["opened_on", "next_on", "forgotten_on"])


@act(may=policy.may_deny_opening)
def deny_opening(opening: Opening, actor: Actor, *, at, reason: str):
    """The other keeper was not there, or counted differently: the log does not count, and the box is still due."""
    opening.denial = impersonal(reason, "reason")
    if len(opening.denial) < SHORTEST:
        raise Unfit(_("请写明为什么不认可，例如：我没有到场；我数的是三封。"), "reason")


@act(may=policy.may_enter_letter, private=("called", "phone"))
def enter_letter(
    opening: Opening,
    actor: Actor,
    *,
    at,
    kind: LetterKind,
    words: str = "",
    photo: Photo | None = None,
    standing: Standing = Standing.VALID,
    reason: str = "",
    repeats: Matter | None = None,
    is_about_us: bool = False,
    handed_to: str = "",
    called: str = "",
    phone: str = "",
):
    """One letter of the opening. A valid one becomes a matter; an invalid or repeated one stays here with its reason.

    One about the keepers' own office is registered where that office does not see it; what it says stays there alone.
    """
    words = words.strip()
    if not words and photo is None:
        raise Unfit(_("请把信的内容打上，或者拍一张照片。"), "words")
    letter = Letter(
        opening=opening, number=opening.letters.count() + 1, kind=kind, standing=standing, entered_at=at,
        is_anonymous=not (called or phone),
    )  # fmt: skip
    if is_about_us:
        _pass_on(letter, at, words, photo, called, phone, handed_to, actor)
    elif standing == Standing.VALID:
        _as_matter(letter, opening.box.place, at, words, photo, called, phone, actor)
        _keep(letter, words, photo)
    else:
        _keep(letter, words, photo)
        _keep_aside(letter, reason, repeats)
    letter.save()
    is_last = letter.number >= opening.count
    opening.state = OpeningState.ENTERED if is_last else OpeningState.CONFIRMED
    return letter


def _keep(letter: Letter, words: str, photo: Photo | None) -> None:
    letter.words = words if letter.matter is None else ""
    if photo is not None:
        letter.file, letter.sha256 = photo.file, photo.sha256


def _keep_aside(letter: Letter, reason: str, repeats: Matter | None) -> None:
    letter.reason, letter.state = impersonal(reason, "reason"), LetterState.KEPT
    if len(letter.reason) < SHORTEST:
        raise Unfit(_("一封信也不能丢：无效的、重复的都要留下，并写明原因。"), "reason")
    if letter.standing == Standing.DUPLICATE and repeats is not None:
        if repeats.county != letter.opening.county:
            raise Unfit(_("只能写本县（市、区）的事项。"), "repeats")
        letter.repeats = repeats


def _as_matter(letter, place, at, words, photo, called, phone, actor, kept_from="") -> None:
    """The letter is a resident's own word, so a resident raises it: no name of the keeper stands at it."""
    channel = actor.channel
    letter.matter = raise_(
        place, resident(channel), at=at, words=words or _("（手写信，内容见照片）"), kind=MATTER_KIND[letter.kind],
        intake=Intake.SUGGESTION_BOX, called=called, phone=phone, kept_from=kept_from, source="box",
        source_number=f"{letter.opening_id}-{letter.number}",
    )  # fmt: skip
    if photo is not None:
        note = _("意见箱来信的照片")
        attach(
            letter.matter, resident(channel, slip=letter.matter.pk), at=at, kind=Method.PHOTO, photo=photo, note=note
        )


def _pass_on(letter, at, words, photo, called, phone, handed_to, actor) -> None:
    """To the office above for whose place somebody else coordinates; on paper where the house has none."""
    org = letter.opening.box.org
    letter.standing, letter.is_passed, letter.state = Standing.VALID, True, LetterState.PASSED
    above = boxes.receiver_of(org, at.date())
    if above is not None:
        _as_matter(letter, above.place, at, words, photo, called, phone, actor, kept_from=org.path)
        letter.passed_to = above.name
        return
    letter.passed_to = impersonal(handed_to, "handed_to")
    if not letter.passed_to:
        raise Unfit(
            _("上面没有别的单位能在这里收这封信。请把原信封好交给上级或者纪检监察机关，并写明交给了哪个单位。"),
            "handed_to",
        )


@act(may=policy.may_answer_letter)
def answer_letter(letter: Letter, actor: Actor, *, at, answer: str, is_adopted: bool = False):
    """The answer as it goes on the notice board and the public page: nobody can be recognised in it."""
    if letter.kind == LetterKind.REPORT_TIP:
        raise Unfit(_("举报信不公开答复：只按事项办理，公布时只计件数。"), "answer")
    text = answer.strip()
    if not text:
        raise Unfit(_("请写下要公开的答复。"), "answer")
    if kinds := told_of(text):
        raise Unfit(_("公开答复里可能有个人信息（{kinds}），请改写后再公开。").format(kinds="、".join(kinds)), "answer")
    letter.answer, letter.is_adopted, letter.answered_at = text, is_adopted, at


@act(may=policy.may_publish_box_month)
def publish_box_month(box: Box, actor: Actor, *, at, month: date, why: str = ""):
    """Count a month that is over and seal what was counted; a correction stands beside it, with its reason."""
    since, until = boxes.month_span(month)
    if until > timezone.localtime(at).date():
        raise Unfit(_("这个月还没有过完，下个月再公布。"), "month")
    if until <= box.placed_on:
        raise Unfit(_("那个月这个箱子还没有挂出来。"), "month")
    pending = box.openings.filter(on__gte=since, on__lt=until)
    if pending.filter(state__in=UNFINISHED).exists():
        raise NotNow(_("这个月还有开箱没有办完：等另一位保管人确认、把信件登记完，再公布。"))
    earlier, why = box.months.filter(month=since).count(), impersonal(why, "why")
    if earlier and len(why) < SHORTEST:
        raise Unfit(_("这个月已经公布过。更正的另发一份，和原来的并列，请写明为什么更正。"), "why")
    made = BoxMonth(box=box, month=since, number=earlier + 1, definition=rules.DEFINITION, why=why, at=at)
    letters = boxes.letters_in(box, since)
    rows = [boxes.row_of(letter) for letter in letters]
    opened = pending.filter(confirmed_at__isnull=False).count()
    made.counts = rules.counted(rows) | {"openings": opened}
    made.rows = [row.told() for row in rows]
    made.answers = [[one.code, one.kind, one.answer, one.is_adopted] for one in letters if one.answer]
    made.digest = seal(made)
    made.save()
    return made


def seal(month: BoxMonth) -> str:
    """SHA-256 over box, month, definition, counts, rows and answers: anybody who has them gets the same."""
    told = [month.box_id, month.month.isoformat(), month.definition, month.counts, month.rows, month.answers]
    return sha256(canonical(told)).hexdigest()
