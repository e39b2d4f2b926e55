"""What the people of the demo talk about: topics and phrases read from TOML, and a teller who fills them in."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).parent


def read(name: str) -> dict:
    """One of the data files of the demo."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Topic:
    """A category with the words of residents and offices about it; `stages` are pairs of stage and promise.

    A list as long as `voices` goes with them one by one; any other list may go with each of them.
    """

    category: str | list[str]
    thing: str
    kind: str
    title: str | list[str]
    where: list[str]
    voices: list[str]
    weight: int = 3
    urgency: str = "normal"
    outcome: str = "solved"
    office: str = ""
    wrong: str = "centre"
    channel: str = ""
    picture: str = ""
    is_quick: bool = False
    is_emergency: bool = False
    intakes: list[str] = field(default_factory=list)
    stages: list[list[str]] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)
    works: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    proofs: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    explains: list[str] = field(default_factory=list)

    @property
    def is_for_community(self) -> bool:
        """Whether the community handles it itself, by its list of duties."""
        return self.office == "community"

    @property
    def is_tip(self) -> bool:
        return self.kind == "report_tip"

    @property
    def is_done_by_promise(self) -> bool:
        return bool(self.promises) and not self.is_tip


@cache
def topics() -> tuple[Topic, ...]:
    """All topics, in the order of the files."""
    names = sorted(path.name for path in HERE.glob("topics_*.toml"))
    return tuple(Topic(**row) for name in names for row in read(name)["topic"])


@cache
def phrases() -> dict[str, list[str]]:
    """Words that fit any topic, by what they are for."""
    return read("phrases.toml")


class Teller:
    """Finds words about one topic at one spot; the spot, the voice and the numbers stay the same for one matter."""

    def __init__(self, topic: Topic, random: Random, *, spot: str | None = None, strand: int | None = None):
        self.topic, self.random = topic, random
        self.where = random.choice(topic.where) if spot is None else spot
        self.number = random.choice(phrases()["number"])
        self.strand = random.randrange(len(topic.voices)) if strand is None else strand

    @property
    def address(self) -> str:
        """The spot as an address; none where somebody only says "we here"."""
        return "" if self.where.startswith(tuple(phrases()["we"])) else self.where

    @property
    def category(self) -> str:
        return self.topic.category if isinstance(self.topic.category, str) else self.topic.category[self.strand]

    def fill(self, text: str, **slots: str) -> str:
        """The text with its slots filled."""
        given = phrases()
        known = {
            "where": self.where,
            "thing": self.topic.thing,
            "n": self.number,
            "when": self.random.choice(given["when"]),
            "who": self.random.choice(given["who"]),
            "tail": self.random.choice(given["extras"]) + self.random.choice(given["tails"]),
        }
        return text.format(**known | slots).strip()

    def about(self, texts: Sequence[str], otherwise: str = "checks", **slots: str) -> str:
        """The topic's own text that goes with this voice, or any of its texts, or of the general ones of that name."""
        chosen = self.random.choice(texts or phrases()[otherwise])
        if len(texts) == len(self.topic.voices):
            chosen = texts[self.strand]
        return self.fill(chosen, **slots)

    def say(self, name: str, **slots: str) -> str:
        """A general phrase, such as the reason of an extension."""
        return self.fill(self.random.choice(phrases()[name]), **slots)

    def title(self) -> str:
        title = self.topic.title
        return self.fill(title if isinstance(title, str) else title[self.strand])

    def voice(self, *, is_proxy: bool) -> str:
        """The raiser's own words; a grid worker on patrol writes soberly."""
        opener = self.say("proxy_openers") if is_proxy else self.say("openers")
        text = self.fill(self.topic.voices[self.strand])
        return text if text.startswith(PATROL) else opener + text


PATROL = phrases()["patrol"][0]
"""How the words of a patrol begin."""
