"""Addresses of the pages of suggestion boxes (M34)."""

from django.urls import URLPattern, path

from . import steps, views

urlpatterns: list[URLPattern] = [
    path("boxes/", views.boxes, name="boxes"),
    path("boxes/place/", steps.place_box, name="place_box"),
    path("boxes/openings/<int:pk>/", views.box_opening, name="box_opening"),
    path("boxes/openings/<int:pk>/<slug:verb>/", steps.box_opening_step, name="box_opening_step"),
    path("boxes/letters/<int:pk>/photo/", views.letter_photo, name="letter_photo"),
    path("boxes/letters/<int:pk>/<slug:verb>/", steps.box_letter_step, name="box_letter_step"),
    path("boxes/months/<int:pk>/", views.box_month, name="box_month"),
    path("boxes/months/<int:pk>/sheet.xlsx", views.box_month_file, name="box_month_file"),
    path("boxes/<int:pk>/", views.box, name="box"),
    path("boxes/<int:pk>/notice/", views.box_notice, name="box_notice"),
    path("boxes/<int:pk>/<slug:verb>/", steps.box_step, name="box_step"),
]
