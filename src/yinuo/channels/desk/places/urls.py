"""Addresses of the ground: communities, buildings, grids and their plans."""

from django.urls import path

from .views import buildings, divisions, drawing, grids, ground, plans

urlpatterns = [
    path("divisions/", divisions.import_divisions, name="import_divisions"),
    path("ground/", ground.ground, name="ground"),
    path("ground/<str:code>/", ground.community, name="community"),
    path("ground/<str:code>/map.geojson", ground.ground_file, name="ground_file"),
    path("ground/<str:code>/draw/", drawing.draw, name="draw"),
    path("ground/<str:code>/barriers/", drawing.lay_barrier, name="lay_barrier"),
    path("ground/<str:code>/barriers/<int:pk>/lift/", drawing.lift_barrier, name="lift_barrier"),
    path("ground/<str:code>/buildings/enter/", buildings.enter_building, name="enter_building"),
    path("ground/<str:code>/buildings/import/", buildings.import_buildings, name="import_buildings"),
    path("ground/<str:code>/buildings/<int:pk>/", buildings.building, name="building"),
    path("ground/<str:code>/buildings/<int:pk>/demolish/", buildings.demolish, name="demolish"),
    path("ground/<str:code>/plan/", plans.plan_grids, name="plan_grids"),
    path("ground/<str:code>/plans/", plans.grid_plans, name="grid_plans"),
    path("plans/<int:pk>/", plans.grid_plan, name="grid_plan"),
    path("plans/<int:pk>/move/", plans.move, name="move"),
    path("plans/<int:pk>/adopt/", plans.adopt, name="adopt"),
    path("plans/<int:pk>/drop/", plans.drop, name="drop"),
    path("grids/<str:code>/", grids.grid, name="grid"),
    path("grids/<str:code>/post/", grids.post, name="post"),
]
