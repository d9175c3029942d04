from __future__ import annotations

from django.urls import path

from community.assistance import apply_views, code_views, grant_views, views

app_name = "helping"

urlpatterns = [
    path("", views.home, name="home"),
    path("stop/", views.stop, name="stop"),
    path("packing/", views.packing, name="packing"),
    path("how/", views.how, name="how"),
    path("apply/", apply_views.apply, name="apply"),
    path("apply/<uuid:key>/end/", apply_views.leave_to_member, name="apply-end"),
    path("ask/", grant_views.ask_owner, name="ask"),
    path("grants/<int:pk>/", grant_views.grant, name="grant"),
    path("grants/<int:pk>/sheet/", grant_views.sheet, name="sheet"),
    path("grants/<int:pk>/tell/", grant_views.tell, name="tell"),
    path("grants/<int:pk>/end/", grant_views.end_own, name="end"),
    path("grants/<int:pk>/code/", code_views.send, name="code"),
    path("grants/<int:pk>/check/", code_views.check, name="check"),
]
