"""Addresses of neighbours' requests."""

from django.urls import path

from . import views

urlpatterns = [
    path("asks/", views.asks, name="asks"),
    path("asks/counts/", views.ask_counts, name="ask_counts"),
    path("asks/<int:pk>/", views.ask, name="ask"),
    path("asks/<int:pk>/<slug:verb>/", views.ask_step, name="ask_step"),
]
