"""Addresses of the pages of inspection tours."""

from django.urls import path

from .views import learning, rounds, routes, step

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/order/", step.order, name="order"),
    path("rounds/notes/", learning.notes, name="notes"),
    path("rounds/notes/photos/<int:pk>/", learning.note_photo, name="note_photo"),
    path("rounds/units/<int:pk>/", rounds.unit, name="unit"),
    path("rounds/units/<int:pk>/<slug:verb>/", step.unit_step, name="unit_step"),
    path("rounds/sites/<int:pk>/<slug:verb>/", step.site_step, name="site_step"),
    path("rounds/visits/<int:pk>/<slug:verb>/", step.visit_step, name="visit_step"),
    path("rounds/gaps/<int:pk>/<slug:verb>/", step.gap_step, name="gap_step"),
    path("rounds/routes/<int:pk>/", routes.itinerary, name="itinerary"),
    path("rounds/<int:pk>/", rounds.round_, name="round"),
    path("rounds/<int:pk>/enter/", step.enter, name="enter"),
    path("rounds/<int:pk>/travel.xlsx", routes.travel_file, name="travel_file"),
    path("rounds/<int:pk>/<slug:verb>/", step.round_step, name="round_step"),
]
