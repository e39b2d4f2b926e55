"""What may become of a matter: a short story for every state and every outcome, told in the steps of a life."""

from random import Random

from yinuo.matters import actions, limits
from yinuo.matters.words import Intake, Method, Outcome, Rating

from .life import Life, Steps

# ---- done ----


def kept(life: Life) -> Steps:
    yield from life.begin(is_proxy=life.chance(0.1))
    yield from life.dispatch()
    yield from life.handle()
    yield from life.verify()
    yield from life.rate()


def late(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.promise()
    yield from life.work()
    if life.chance(0.5):
        yield from urged(life)
    yield from life.resolve(is_late=True)
    yield from life.verify()
    yield from life.rate(Rating.BASICALLY)


def urged(life: Life) -> Steps:
    left = max((life.matter.due_at - life.at).total_seconds() / 3600, 0)
    yield from life.wait(left + 2, left + 20)
    if life.chance(0.5):
        actions.urge(life.matter, life.county.leader, at=life.at, text=life.teller.say("urges"))
    else:
        actions.urge(life.matter, life.me, at=life.at, text=life.teller.say("raiser_urges"))


def tip(life: Life) -> Steps:
    yield from kept(life)


def refused(life: Life) -> Steps:
    yield from refused_once(life)
    yield from life.dispatch()
    yield from life.handle()
    yield from life.verify()
    yield from life.rate()


def refused_once(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch(life.wrong_office())
    yield from life.refuse()


def in_dispute(life: Life) -> Steps:
    yield from refused_once(life)
    yield from life.dispatch()
    yield from life.refuse(name="refusals_again")


def adjudicated(life: Life) -> Steps:
    yield from in_dispute(life)
    yield from life.adjudicate()
    yield from life.handle()
    yield from life.verify()
    yield from life.rate()


def asked_extension(life: Life) -> Steps:
    yield from working(life)
    yield from life.wait(2, 10, until=life.matter.due_at)
    day = life.pace.calendar.add_working_days(life.matter.due_at.date(), 3)
    due_at = life.matter.due_at.replace(year=day.year, month=day.month, day=day.day)
    reason = life.teller.say("extension_reasons")
    actions.ask_extension(life.matter, life.handler, at=life.at, due_at=due_at, reason=reason)


def extended(life: Life) -> Steps:
    yield from _decided(life, is_approved=True)
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate()


def denied_extension(life: Life) -> Steps:
    yield from _decided(life, is_approved=False)
    yield from life.resolve(is_late=True)
    yield from life.verify()
    yield from life.rate(Rating.BASICALLY)


def _decided(life: Life, *, is_approved: bool) -> Steps:
    yield from asked_extension(life)
    yield from life.wait(0.5, 3, until=life.matter.due_at)
    text = life.teller.say("extension_granted" if is_approved else "extension_denied")
    actions.decide_extension(life.matter, life.coordinator, at=life.at, is_approved=is_approved, text=text)


def extended_and_working(life: Life) -> Steps:
    yield from _decided(life, is_approved=True)


def paused(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.promise()
    yield from life.wait(0.5, 4)
    actions.pause(life.matter, life.handler, at=life.at, asked=life.teller.say("pauses"))


def resumed(life: Life) -> Steps:
    yield from paused(life)
    yield from life.wait(6, 40, in_office=False)
    actions.resume(life.matter, life.me, at=life.at, text=life.teller.say("resumes"))
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate()


def sent_back(life: Life) -> Steps:
    yield from resolved(life)
    yield from life.wait(3, 20)
    note = life.teller.say("send_backs")
    actions.send_back(life.matter, life.county.verifier, at=life.at, method=Method.SITE_CHECK, note=note)


def sent_back_and_done(life: Life) -> Steps:
    yield from sent_back(life)
    yield from life.start_again()
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate(Rating.BASICALLY)


def unsatisfied(life: Life) -> Steps:
    yield from verified(life)
    yield from life.rate(Rating.UNSATISFIED)


def reopen_asked(life: Life) -> Steps:
    yield from unsatisfied(life)
    yield from life.ask_again()


def reopened(life: Life) -> Steps:
    yield from reopen_asked(life)
    yield from life.wait(2, 20)
    actions.reopen(life.matter, life.coordinator, at=life.at, text=life.teller.say("reopen_granted"))
    yield from life.start_again()


def reopened_and_done(life: Life) -> Steps:
    yield from reopened(life)
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate(Rating.SATISFIED)


def kept_closed(life: Life) -> Steps:
    yield from reopen_asked(life)
    yield from life.wait(2, 20)
    actions.keep_closed(life.matter, life.coordinator, at=life.at, text=life.teller.say("reopen_kept"))


def closed_unhappy(life: Life) -> Steps:
    yield from unsatisfied(life)
    yield from life.wait(20, 60)
    yield from life.close(life.county.coordinator, life.teller.say("closed_unhappy"))


def not_reached(life: Life) -> Steps:
    yield from life.begin(intake=Intake.PHONE, leaves_phone=True)
    yield from life.dispatch()
    yield from life.handle()
    yield from life.verify()
    reason = life.teller.say("unmask_reasons")
    actions.unmask(life.matter, life.county.verifier, at=life.at, reason=reason)
    yield from life.miss_call()


def unreachable(life: Life) -> Steps:
    yield from not_reached(life)
    yield from life.miss_call()
    yield from life.wait(1, 8)
    yield from life.close(life.county.coordinator)


def explained(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.promise()
    yield from life.resolve(Outcome.EXPLAINED_NOT_AGREED, text=life.teller.say("explained"))
    yield from life.verify()
    yield from life.rate(Rating.UNSATISFIED, is_called=True)
    yield from life.wait(8, 40)
    yield from life.close(life.county.coordinator, life.teller.say("closed_unhappy"))


def unresolvable(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.promise()
    yield from life.resolve(Outcome.UNRESOLVABLE, text=life.teller.say("unresolvable"))
    yield from life.verify()
    yield from life.rate(Rating.BASICALLY)


def held(life: Life) -> Steps:
    yield from kept(life)
    yield from _looked_at_again(life)
    note = life.teller.say("held")
    actions.look_back(life.matter, life.county.verifier, at=life.at, method=Method.SITE_CHECK, note=note)


def rebounded(life: Life) -> Steps:
    yield from kept(life)
    yield from _looked_at_again(life)
    note = life.teller.say("rebounds")
    actions.rebound(life.matter, life.county.verifier, at=life.at, method=Method.SITE_CHECK, note=note)
    yield from life.start_again()


def rebounded_and_done(life: Life) -> Steps:
    yield from rebounded(life)
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate(Rating.SATISFIED)


def _looked_at_again(life: Life) -> Steps:
    yield from life.wait(61 * 24, 66 * 24)


def photo_again(life: Life) -> Steps:
    """The office hands in a photo that stands with another matter already, and is asked about it."""
    yield from life.begin()
    yield from life.dispatch()
    yield from life.promise()
    yield from life.prove(drawn_from=Random("a photo used again"))
    if life.proof.resembles_id:
        yield from life.wait(1, 5)
        text = life.teller.say("photo_answers")
        actions.explain(life.matter, life.handler, at=life.at, evidence=life.proof, text=text)
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate()


def forgotten(life: Life) -> Steps:
    yield from life.begin(intake=Intake.PHONE, leaves_phone=True)
    yield from life.dispatch()
    yield from life.handle()
    yield from life.verify()
    yield from life.rate()
    yield from life.wait(20, 90, in_office=False)
    actions.forget(life.matter, life.me, at=life.at)


# ---- under way ----


def received(life: Life) -> Steps:
    yield from life.say(is_proxy=life.chance(0.1))


def registered(life: Life) -> Steps:
    yield from life.say()
    yield from life.register()


def accepted(life: Life) -> Steps:
    yield from life.begin()


def dispatched(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()


def working(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.promise()
    if life.chance(0.7):
        yield from life.work()


def due_today(life: Life) -> Steps:
    """Promised for the day on which the demo is made, or the next one when offices have closed."""
    yield from life.begin()
    yield from life.dispatch()
    calendar, now = life.pace.calendar, life.pace.now
    day = calendar.next_working(now.date())
    if limits.end_of(day, calendar) <= now:
        day = calendar.add_working_days(day, 1)
    yield from life.promise(min(limits.end_of(day, calendar), life.matter.standard_due_at))


def overdue(life: Life) -> Steps:
    yield from working(life)
    yield from urged(life)


def resolved(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.handle()


def verified(life: Life) -> Steps:
    yield from resolved(life)
    yield from life.verify()
