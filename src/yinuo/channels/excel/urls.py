"""Addresses of the excel channel."""

from django.urls import path

from . import views

app_name = "excel"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("export/", views.export, name="export"),
    path("<uuid:key>/", views.mapping, name="mapping"),
    path("<uuid:key>/confirm/", views.confirm, name="confirm"),
    path("<uuid:key>/progress/", views.progress, name="progress"),
    path("<uuid:key>/result/", views.result, name="result"),
    path("<uuid:key>/rejected/", views.rejected, name="rejected"),
]
