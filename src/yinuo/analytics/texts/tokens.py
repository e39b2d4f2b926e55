"""Chinese text as tokens that core PostgreSQL can search."""

import re

import rjieba

RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")


def bigrams(text: str) -> str:
    """Two-character pieces of every Chinese run, and other words as they are, separated by spaces."""
    pieces = []
    for run in RUN.findall(text.lower()):
        if "\u4e00" <= run[0] <= "\u9fff" and len(run) > 1:
            pieces += [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            pieces.append(run)
    return " ".join(pieces)


def query(text: str) -> str:
    """A raw tsquery: each word a phrase of bigrams, all of them wanted; empty for nothing searchable."""
    words = [w for w in rjieba.cut(text.lower()) if RUN.fullmatch(w)]
    phrases = ["(" + " <-> ".join(f"'{piece}'" for piece in bigrams(word).split()) + ")" for word in words]
    return " & ".join(phrases)
