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
    """A category with the words of residents and offices about it; `stages` are pairs of stage and promise."""

    category: str
    thing: str
    kind: str
    title: str
    where: list[str]
    voices: list[str]
    weight: int = 3
    urgency: str = "normal"
    outcome: str = "solved"
    office: str = ""
    wrong: str = "centre"
    channel: str = ""
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
    """Finds words about one topic at one spot; the spot and the numbers stay the same for one matter."""

    def __init__(self, topic: Topic, random: Random, spot: str = ""):
        self.topic, self.random = topic, random
        self.where = spot or random.choice(topic.where)
        self.number = random.choice(phrases()["number"])

    def fill(self, text: str, **slots: str) -> str:
        """The text with its slots filled."""
        given = phrases()
        known = {
            "where": self.where,
            "thing": self.topic.thing,
            "n": self.number,
            "when": self.random.choice(given["when"]),
            "who": self.random.choice(given["who"]),
            "tail": self.random.choice(given["tails"]),
        }
        return text.format(**known | slots).strip()

    def about(self, texts: Sequence[str], otherwise: str = "checks", **slots: str) -> str:
        """One of the topic's own texts, or of the general ones of that name."""
        return self.fill(self.random.choice(texts or phrases()[otherwise]), **slots)

    def say(self, name: str, **slots: str) -> str:
        """A general phrase, such as the reason of an extension."""
        return self.fill(self.random.choice(phrases()[name]), **slots)

    def title(self) -> str:
        return self.fill(self.topic.title)

    def voice(self, *, is_proxy: bool, is_patrol: bool) -> str:
        """The raiser's own words; a grid worker on patrol writes soberly."""
        opener = self.say("proxy_openers") if is_proxy else self.say("openers")
        sober = [text for text in self.topic.voices if text.startswith(PATROL)]
        told = [text for text in self.topic.voices if not text.startswith(PATROL)]
        text = self.fill(self.random.choice((sober if is_patrol else told) or self.topic.voices))
        return text if text.startswith(PATROL) else opener + text


PATROL = "网格员"
"""How the words of a patrol begin."""
