"""How organisations are evaluated: frozen rubrics, sealed ballots, results that anybody can compute again."""

from django.apps import AppConfig


class Evaluation(AppConfig):
    name = "yinuo.evaluation"
    label = "evaluation"
