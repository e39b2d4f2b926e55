"""Full-text search over Chinese with core PostgreSQL: application-made bigrams in a `simple` tsvector (DESIGN §5)."""

from django.contrib.postgres.search import SearchQuery

from ..analytics.texts.tokens import bigrams, query

LONGEST = 5_000
"""Characters that are indexed; a tsvector has a limit of its own."""

LONGEST_WORD, MOST = 2_046, 255
"""Bytes of a word, and places of one word, that a tsvector can hold."""


def vector(*texts: str) -> str:
    """The search vector of these texts as PostgreSQL writes it, to be stored with a row.

    What `to_tsvector('simple', …)` would make of the bigrams, without its parser: a third of the time of an insert.
    """
    places: dict[str, list[str]] = {}
    pieces = [piece for piece in bigrams(" ".join(texts)[:LONGEST]).split() if len(piece) <= LONGEST_WORD]
    for place, piece in enumerate(pieces, 1):
        places.setdefault(piece, []).append(str(place))
    return " ".join(f"'{piece}':{','.join(at[:MOST])}" for piece, at in places.items())


def asked(words: str) -> SearchQuery | None:
    """What somebody typed into a search box, each word a phrase of bigrams; None for nothing searchable."""
    text = query(words)
    return SearchQuery(text, config="simple", search_type="raw") if text else None
