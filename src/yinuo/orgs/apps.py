"""Who works: the organisation tree, members, and what they are trusted with."""

from django.apps import AppConfig


class Orgs(AppConfig):
    name = "yinuo.orgs"
    label = "orgs"
