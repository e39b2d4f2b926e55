"""Addresses of the pages of evaluations."""

from django.urls import path

from .views import assessments, keys, marking, objections, results, rubrics, step

urlpatterns = [
    path("rubrics/", rubrics.rubrics, name="rubrics"),
    path("rubrics/draft/", rubrics.draft, name="draft"),
    path("rubrics/sample.xlsx", rubrics.rubric_sample, name="rubric_sample"),
    path("rubrics/<int:pk>/", rubrics.rubric, name="rubric"),
    path("rubrics/<int:pk>/rubric.json", rubrics.rubric_file, name="rubric_file"),
    path("rubrics/<int:pk>/<slug:verb>/", rubrics.rubric_step, name="rubric_step"),
    path("assessments/", assessments.assessments, name="assessments"),
    path("assessments/design/", step.design, name="design"),
    path("assessments/judges/<int:pk>/<slug:verb>/", step.judge_step, name="judge_step"),
    path("assessments/keepers/<int:pk>/key/", keys.take_key, name="take_key"),
    path("assessments/units/<int:pk>/object/", objections.object_, name="object"),
    path("assessments/<int:pk>/", assessments.assessment, name="assessment"),
    path("assessments/<int:pk>/open/", keys.open_, name="open"),
    path("assessments/<int:pk>/<slug:verb>/", step.assessment_step, name="assessment_step"),
    path("results/<int:pk>/", results.result, name="result"),
    path("results/<int:pk>/export/", results.result_export, name="result_export"),
    path("results/<int:pk>/content/", results.result_content, name="result_content"),
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:pk>/", objections.objection, name="objection"),
    path("objections/<int:pk>/<slug:verb>/", objections.objection_step, name="objection_step"),
    path("marking/", marking.marking, name="marking"),
    path("marking/<int:pk>/<int:subject>/", marking.mark, name="mark"),
    path("marking/questions/<int:pk>/reply/", marking.reply, name="reply"),
]
