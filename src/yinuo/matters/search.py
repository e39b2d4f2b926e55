"""Full-text search over Chinese with core PostgreSQL: application-made bigrams in a `simple` tsvector (DESIGN §5)."""

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Value

from ..analytics.texts.tokens import bigrams, query

LONGEST = 5_000
"""Characters that are indexed; a tsvector has a limit of its own."""


def vector(*texts: str) -> SearchVector:
    """The search vector of these texts, to be stored with a row."""
    return SearchVector(Value(bigrams(" ".join(texts)[:LONGEST])), config="simple")


def asked(words: str) -> SearchQuery | None:
    """What somebody typed into a search box, each word a phrase of bigrams; None for nothing searchable."""
    text = query(words)
    return SearchQuery(text, config="simple", search_type="raw") if text else None
