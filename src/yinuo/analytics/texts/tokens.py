"""Chinese text as tokens: bigrams and queries that core PostgreSQL can search (DESIGN §5), words and keywords."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from unicodedata import normalize

import rjieba

CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
RUN = re.compile(f"[{CHINESE}]+|[a-z0-9]+")
HAN = re.compile(f"[{CHINESE}]+")
PARTICLES = frozenset("的了吗呢吧啊")

COMMON = frozenset(
    """
    我们 你们 他们 她们 它们 自己 大家 这个 那个 这些 那些 这样 那样 这里 那里
    什么 怎么 为什么 为何 如何 是否 可以 可否 能否 没有 不是 不能 不会 就是
    还是 还有 但是 可是 因为 所以 如果 虽然 而且 或者 以及 现在 目前 已经 一直
    至今 一个 一些 您好 你好 谢谢 感谢 请问 希望 尊敬 领导 书记 市长 县长 区长
    政府 有关 相关 部门 问题 情况 进行 反映 咨询 建议 投诉 请求 要求 解决 处理
    关于 对于 通过 根据 按照 关注 回复 答复 时候 时间 今天 昨天 今年 去年 每天
    多次 严重 知道 作为 之后 以后 之前 由于 因此 导致 造成 应该 需要 存在 居民
    市民 群众 老百姓 百姓 业主
    """.split()  # noqa: SIM905 - a list of words is read, not a column of quotes
)
"""Words of every message: they say that somebody writes to a government, not what about."""


def plain(text: str) -> str:
    """Full-width letters and digits as half-width ones, lower case."""
    return normalize("NFKC", text).lower()


def bigrams(text: str) -> str:
    """Two-character pieces of every Chinese run, and other words as they are, separated by spaces.

    Made for `to_tsvector('simple', …)`: consecutive pieces have consecutive positions.
    """
    return " ".join(piece for run in RUN.findall(plain(text)) for piece in _pieces(run))


def query(text: str) -> str:
    """A raw tsquery: each word a phrase of bigrams, all of them wanted; empty for nothing searchable.

    A word of one character is no bigram: it joins its neighbour (修 + 路灯 is the phrase 修路灯), and alone it
    is a prefix. Only letters, digits and Chinese characters get through, so no text can break the syntax.
    """
    phrases = dict.fromkeys(_phrase(word) for run in RUN.findall(plain(text)) for word in _searched(run))
    return " & ".join(phrases)


def words(text: str) -> list[str]:
    """Chinese words and other runs, in their order, lower case; punctuation left out."""
    return [word for run in RUN.findall(plain(text)) for word in _cut(run)]


def keywords(text: str, k: int = 5, rarity: Callable[[str], float] | None = None) -> list[str]:
    """Up to k words of two or more Chinese characters that say what a text is about, weightiest first.

    A word weighs its count (dampened), times its length, times its `rarity` where the caller knows one (idf).
    """
    counts = Counter(word for word in words(text) if len(word) > 1 and HAN.fullmatch(word) and word not in COMMON)
    weight = {
        word: (1 + math.log(count)) * min(len(word), 4) * (rarity(word) if rarity else 1)
        for word, count in counts.items()
    }
    return sorted(weight, key=lambda word: -weight[word])[:k]


def _pieces(run: str) -> list[str]:
    if len(run) == 1 or not HAN.match(run):
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _searched(run: str) -> Iterator[str]:
    """The words of a run with every single character joined to the word before it, or else to the one after."""
    held = ""
    for word in _cut(run):
        if len(held) > 1 and (len(word) > 1 or word in PARTICLES):
            yield held
            held = ""
        held += "" if word in PARTICLES else word
    if held:
        yield held


@lru_cache(maxsize=4096)
def _cut(run: str) -> tuple[str, ...]:
    return tuple(rjieba.cut(run)) if HAN.match(run) else (run,)


def _phrase(word: str) -> str:
    if len(word) == 1 and HAN.match(word):
        return f"'{word}':*"
    return "(" + " <-> ".join(f"'{piece}'" for piece in _pieces(word)) + ")"
