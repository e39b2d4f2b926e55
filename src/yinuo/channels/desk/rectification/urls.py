"""Addresses of the pages of rectification campaigns (M31–M33)."""

from django.urls import path

from .views import campaigns, items, step, weeks

urlpatterns = [
    path("rectification/", campaigns.rectifications, name="rectifications"),
    path("rectification/start/", step.start_campaign, name="start_campaign"),
    path("rectification/items/", items.rectification_items, name="rectification_items"),
    path("rectification/items/<int:pk>/", items.rectification_item, name="rectification_item"),
    path("rectification/items/<int:pk>/<slug:verb>/", step.rectification_item_step, name="rectification_item_step"),
    path("rectification/weeks/", weeks.weeks, name="weeks"),
    path("rectification/weeks/draft/", step.draft_week, name="draft_week"),
    path("rectification/weeks/<int:pk>/", weeks.week, name="week"),
    path("rectification/weeks/<int:pk>/<slug:verb>/", step.week_step, name="week_step"),
    path("rectification/<int:pk>/", campaigns.rectification, name="rectification"),
    path("rectification/<int:pk>/import/", campaigns.import_items, name="import_items"),
    path("rectification/<int:pk>/<slug:verb>/", step.rectification_step, name="rectification_step"),
]
