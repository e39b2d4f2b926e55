"""The three ways an act can fail, never mixed: not you, not now, not like this."""


class Failure(Exception):
    """One sentence, fit to be read by the person who pressed the button."""

    status = 500

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class Refused(Failure):
    """This actor may not do this to this subject (403)."""

    status = 403


class NotNow(Failure):
    """The subject is not in a state that allows this, or somebody was quicker (409)."""

    status = 409


class Unfit(Failure):
    """What was given breaks a rule (422). `field` names the form field to mark, where there is one."""

    status = 422

    def __init__(self, sentence: str, field: str | None = None):
        super().__init__(sentence)
        self.field = field
