"""Inspection tours: sites drawn and routed, visits, notes, the review meeting, and what units change afterwards."""

from django.apps import AppConfig


class Inspection(AppConfig):
    name = "yinuo.inspection"
    label = "inspection"
