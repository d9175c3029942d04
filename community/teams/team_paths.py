"""The addresses of a team's pages, alike for a shop and for a community."""

from __future__ import annotations

from types import ModuleType

from django.urls import URLPattern, path


def team_paths(views: ModuleType) -> list[URLPattern]:
    return [
        path("", views.team, name="team"),
        path("invite/", views.invite, name="team-invite"),
        path("leave/", views.leave, name="team-leave"),
        path("<int:pk>/", views.member, name="team-member"),
        path("<int:pk>/end/", views.end_part, name="team-end"),
        path("invitations/<int:pk>/again/", views.send_again, name="team-again"),
        path("invitations/<int:pk>/withdraw/", views.withdraw, name="team-withdraw"),
    ]
