"""Where things are: divisions, grids, and the calendars of offices."""

from django.apps import AppConfig


class Places(AppConfig):
    name = "yinuo.places"
    label = "places"
