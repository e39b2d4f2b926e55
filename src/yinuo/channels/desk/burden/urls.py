"""Addresses of the pages of the burden register."""

from django.urls import URLPattern, path

from . import steps, views

urlpatterns: list[URLPattern] = [
    path("burden/", views.burden, name="burden"),
    path("burden/request/", steps.request_figures, name="request_figures"),
    path("burden/office/", steps.name_relief_office, name="name_relief_office"),
    path("burden/minutes/", views.entry_minutes, name="entry_minutes"),
    path("burden/complaints/", views.burden_complaints, name="burden_complaints"),
    path("burden/complaints/<int:pk>/<slug:verb>/", steps.burden_complaint_step, name="burden_complaint_step"),
    path("burden/requests/<int:pk>/", views.burden_request, name="burden_request"),
    path("burden/requests/<int:pk>/<slug:verb>/", steps.burden_request_step, name="burden_request_step"),
]
