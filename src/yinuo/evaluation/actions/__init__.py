"""What can be done in evaluations: write rubrics, design, mark, count, object."""

from .casting import bound_to, cast, expected, open_, refusal_to_mark, seal
from .counting import announce, compute, exclude, publish, reply, settle, sign
from .designing import (
    award,
    begin,
    design,
    enter,
    freeze,
    lay_out,
    name_keeper,
    place,
    recuse,
    seat_judge,
    set_terms,
    take_key,
)
from .objecting import accept_answer, answer_objection, ask_review, object_, review, take_back
from .rubrics import comment, consult, draft, drop_item, freeze_rubric, retire, write_all, write_item

__all__ = [
    "accept_answer", "announce", "answer_objection", "ask_review", "award", "begin", "bound_to", "cast", "comment",
    "compute", "consult", "design", "draft", "drop_item", "enter", "exclude", "expected", "freeze", "freeze_rubric",
    "lay_out", "name_keeper", "object_", "open_", "place", "publish", "recuse", "refusal_to_mark", "reply", "retire",
    "review", "seal", "seat_judge", "set_terms", "settle", "sign", "take_back", "take_key", "write_all", "write_item",
]  # fmt: skip
