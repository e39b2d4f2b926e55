"""Addresses of the pages of listening days (M14)."""

from django.urls import URLPattern, path

from .views import days, step

urlpatterns: list[URLPattern] = [
    path("listening/", days.listening_days, name="listening_days"),
    path("listening/plan/", step.plan_listening, name="plan_listening"),
    path("listening/opinions/<int:pk>/<slug:verb>/", step.opinion_step, name="opinion_step"),
    path("listening/<int:pk>/", days.listening_day, name="listening_day"),
    path("listening/<int:pk>/notice/", days.listening_notice, name="listening_notice"),
    path("listening/<int:pk>/<slug:verb>/", step.listening_step, name="listening_step"),
]
