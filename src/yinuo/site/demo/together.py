"""Stories of matters that belong together: said twice and merged, or split among offices."""

from .life import Life, Steps
from .stories import working


def merged(life: Life) -> Steps:
    yield from working(life)
    for _number in range(life.random.randint(1, 2)):
        other = life.twin()
        yield from other.wait(1, 20, in_office=False)
        yield from other.say(words=other.teller.say("echoes"))
        yield from other.register()
        yield from life.merge(other)


def merged_and_closed(life: Life) -> Steps:
    yield from merged(life)
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate()


def in_parts(life: Life) -> Steps:
    yield from life.begin()
    yield from life.dispatch()
    yield from life.promise()
    yield from life.wait(0.5, 3)
    part = life.part(life.wrong_office())
    yield from part.register()
    yield from part.accept()
    yield from part.dispatch(life.wrong_office())
    yield from part.promise()
    life.parts.append(part)
    life.at = part.at


def in_parts_and_closed(life: Life) -> Steps:
    yield from in_parts(life)
    part = life.parts[0]
    yield from part.resolve()
    life.at = part.at
    yield from life.resolve()
    yield from life.verify()
    yield from life.rate()
    part.at = max(part.at, life.at)
    yield from part.verify()
    yield from part.rate()
