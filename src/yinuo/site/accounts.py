"""Sign-in: accounts are opened by an administrator, never by signing up."""

from allauth.account.adapter import DefaultAccountAdapter


class Closed(DefaultAccountAdapter):
    """Nobody opens an account for himself."""

    def is_open_for_signup(self, request) -> bool:
        return False
