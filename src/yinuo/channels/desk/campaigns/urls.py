"""Addresses of the pages of campaigns of central work (M12, M13)."""

from django.urls import path

from .views import projects, rechecks, step

urlpatterns = [
    path("central/", projects.projects, name="projects"),
    path("central/open/", step.open_project, name="open_project"),
    path("central/opinions/<int:pk>/<slug:verb>/", step.project_opinion_step, name="project_opinion_step"),
    path("central/work/<int:pk>/<slug:verb>/", step.project_work_step, name="project_work_step"),
    path("central/<int:pk>/", projects.project, name="project"),
    path("central/<int:pk>/<slug:verb>/", step.project_step, name="project_step"),
    path("rechecks/", rechecks.rechecks, name="rechecks"),
    path("rechecks/open/", step.open_recheck, name="open_recheck"),
    path("rechecks/items/<int:pk>/", rechecks.checklist_item, name="checklist_item"),
    path("rechecks/items/<int:pk>/<slug:verb>/", step.checklist_item_step, name="checklist_item_step"),
    path("rechecks/<int:pk>/", rechecks.recheck, name="recheck"),
    path("rechecks/<int:pk>/<slug:verb>/", step.recheck_step, name="recheck_step"),
]
