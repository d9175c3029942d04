"""Under /my-community/team/."""

from __future__ import annotations

from community.teams import community_views
from community.teams.team_paths import team_paths

app_name = "community-team"

urlpatterns = team_paths(community_views)
