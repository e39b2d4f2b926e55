"""Addresses of the excel channel."""

from django.urls import path

from . import views
from .councils import views as councils
from .duties import views as duties
from .listening import views as listening
from .rectification import views as rectification
from .rosters import views as rosters
from .supervision import views as supervision
from .tours import views as tours

app_name = "excel"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("export/", views.export, name="export"),
    path("rosters/", rosters.rosters, name="rosters"),
    path("rosters/download/", rosters.download, name="download"),
    path("rosters/<uuid:key>/", rosters.roster, name="roster"),
    path("rosters/<uuid:key>/take/", rosters.take_roster, name="take_roster"),
    path("tours/<int:pk>/", tours.tour_files, name="tour_files"),
    path("tours/<int:pk>/<slug:kind>.<slug:format>", tours.tour_file, name="tour_file"),
    path("rectification/<int:pk>.<slug:format>", rectification.problem_list, name="problem_list"),
    path("rectification/weeks/<int:pk>.docx", rectification.weekly_list, name="weekly_list"),
    path("listening/<int:pk>/<slug:kind>.<slug:format>", listening.listening_file, name="listening_file"),
    path("sittings/<int:pk>/minutes.docx", councils.minutes_file, name="minutes_file"),
    path("checklists/<int:pk>.xlsx", duties.checklist_file, name="checklist_file"),
    path("letters/<int:pk>.<slug:format>", duties.letter_file, name="letter_file"),
    path("supervision/notices/<int:pk>/<slug:kind>.docx", supervision.notice_file, name="notice_file"),
    path("supervision/years/<int:pk>.<slug:format>", supervision.annual_file, name="annual_file"),
    path("<uuid:key>/", views.mapping, name="mapping"),
    path("<uuid:key>/confirm/", views.confirm, name="confirm"),
    path("<uuid:key>/progress/", views.progress, name="progress"),
    path("<uuid:key>/result/", views.result, name="result"),
    path("<uuid:key>/rejected/", views.rejected, name="rejected"),
]
