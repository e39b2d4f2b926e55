"""Addresses of the pages of the life of branches (M17, M30, M40, M41)."""

from django.urls import path

from .views import branches, step, things

urlpatterns = [
    path("branches/", branches.branch_life, name="branch_life"),
    path("branches/meetings/<int:pk>/", branches.branch_meeting, name="branch_meeting"),
    path("branches/meetings/<int:pk>/<slug:verb>/", step.branch_meeting_step, name="branch_meeting_step"),
    path("branches/photos/<slug:kind>/<int:pk>/", branches.branch_photo, name="branch_photo"),
    path("branches/discussions/<int:pk>/", things.discussion, name="discussion"),
    path("branches/discussions/<int:pk>/<slug:verb>/", step.discussion_step, name="discussion_step"),
    path("branches/letters/<int:pk>/<slug:verb>/", step.branch_letter_step, name="branch_letter_step"),
    path("branches/activities/<int:pk>/", things.activity, name="activity"),
    path("branches/activities/<int:pk>/<slug:verb>/", step.activity_step, name="activity_step"),
    path("branches/sign-ups/<int:pk>/<slug:verb>/", step.sign_up_step, name="sign_up_step"),
    path("branches/demonstrations/<int:pk>/<slug:verb>/", step.demonstration_step, name="demonstration_step"),
    path("branches/reports/<int:pk>/", things.secretary_report, name="secretary_report"),
    path("branches/reports/<int:pk>/<slug:verb>/", step.secretary_report_step, name="secretary_report_step"),
    path("branches/hearings/<int:pk>/<slug:verb>/", step.hearing_step, name="hearing_step"),
    path("branches/counts/<int:pk>/<slug:verb>/", step.count_step, name="count_step"),
    path("branches/items/<int:pk>/<slug:verb>/", step.report_item_step, name="report_item_step"),
    path("branches/<int:pk>/", branches.branch, name="branch"),
    path("branches/<int:pk>/<slug:verb>/", step.branch_step, name="branch_step"),
]
