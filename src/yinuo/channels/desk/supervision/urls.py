"""Addresses of the pages of supervision (M41, M42)."""

from django.urls import path

from .views import findings, plans, reports, step, visits

urlpatterns = [
    path("supervision/", plans.supervision, name="supervision"),
    path("supervision/offices/<int:pk>/<slug:verb>/", step.supervision_org_step, name="supervision_org_step"),
    path("supervision/plans/<int:pk>/", plans.supervision_plan, name="supervision_plan"),
    path("supervision/plans/<int:pk>/<slug:verb>/", step.supervision_plan_step, name="supervision_plan_step"),
    path("supervision/teams/<int:pk>/", plans.supervision_team, name="supervision_team"),
    path("supervision/teams/<int:pk>/<slug:verb>/", step.supervision_team_step, name="supervision_team_step"),
    path("supervision/visits/", visits.supervision_visits, name="supervision_visits"),
    path("supervision/visits/<int:pk>/", visits.supervision_visit, name="supervision_visit"),
    path("supervision/visits/<int:pk>/<slug:verb>/", step.supervision_visit_step, name="supervision_visit_step"),
    path("supervision/findings/", findings.supervision_findings, name="supervision_findings"),
    path("supervision/findings/<int:pk>/", findings.finding, name="finding"),
    path("supervision/findings/<int:pk>/<slug:verb>/", step.finding_step, name="finding_step"),
    path("supervision/notices/<int:pk>/", findings.rectification_notice, name="rectification_notice"),
    path("supervision/notices/<int:pk>/<slug:verb>/", step.notice_step, name="notice_step"),
    path("supervision/talks/<int:pk>/", findings.accountability_talk, name="accountability_talk"),
    path("supervision/talks/<int:pk>/<slug:verb>/", step.talk_step, name="talk_step"),
    path("supervision/months/", reports.monthly_reports, name="monthly_reports"),
    path("supervision/months/<int:pk>/", reports.monthly_report, name="monthly_report"),
    path("supervision/years/", reports.annual_reviews, name="annual_reviews"),
    path("supervision/years/<int:pk>/", reports.annual_review, name="annual_review"),
    path("supervision/questions/", reports.likeness_questions, name="likeness_questions"),
    path("supervision/questions/<int:pk>/<slug:verb>/", step.likeness_step, name="likeness_step"),
]
