"""Stories that end without an office at work, or go another way: answered, redirected, transferred, declined, withdrawn."""

from yinuo.matters import actions
from yinuo.matters.words import Denial, Emergency, Intake, LegalChannel, Rating, Urgency

from .life import Life, Steps


def answered(life: Life) -> Steps:
    yield from life.say(is_proxy=life.chance(0.15))
    yield from life.register()
    yield from life.wait(0.05, 0.5)
    answer = life.teller.about(life.topic.answers)
    actions.answer(life.matter, life.county.coordinator, at=life.at, text=answer)


def answered_on_the_spot(life: Life) -> Steps:
    yield from answered(life)
    yield from life.verify()
    yield from life.rate(is_called=True)


def answered_in_writing(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.wait(2, 10, until=life.matter.due_at)
    actions.answer(life.matter, life.handler, at=life.at, text=life.teller.about(life.topic.answers))
    yield from life.verify()
    yield from life.rate()


def redirected(life: Life) -> Steps:
    yield from life.say()
    yield from life.register()
    yield from life.wait(0.5, 4)
    text = life.teller.about(life.topic.explains)
    channel = LegalChannel(life.topic.channel)
    actions.redirect(life.matter, life.county.coordinator, at=life.at, channel=channel, text=text)


def redirected_and_closed(life: Life) -> Steps:
    yield from redirected(life)
    yield from life.wait(4, 30)
    yield from life.close(life.county.coordinator)


def transferred(life: Life) -> Steps:
    yield from life.say(intake=Intake.PHONE)
    yield from life.register(urgency=Urgency.EMERGENCY)
    yield from life.wait(0.02, 0.1, in_office=False)
    text = life.teller.say("emergencies")
    actions.transfer(life.matter, life.home.worker, at=life.at, service=Emergency.AMBULANCE, text=text)


def transferred_and_done(life: Life) -> Steps:
    yield from transferred(life)
    yield from life.accept()
    yield from life.dispatch()
    yield from life.handle()
    yield from life.verify()
    yield from life.rate(Rating.SATISFIED, is_called=True)


def declined(life: Life) -> Steps:
    yield from life.say()
    yield from life.register()
    yield from life.wait(1, 8)
    reason = life.random.choice([Denial.NOT_GOVERNMENT, Denial.NO_FACTS])
    text = life.teller.say("denials")
    actions.decline(life.matter, life.home.worker, at=life.at, reason=reason, text=text)


def withdrawn(life: Life) -> Steps:
    yield from life.begin()
    if life.chance(0.5):
        yield from life.dispatch()
    yield from life.wait(1, 20, in_office=False)
    actions.withdraw(life.matter, life.me, at=life.at, reason=life.teller.say("withdrawals"))
