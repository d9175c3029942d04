"""What staff choose before a list of members is read."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from community.groups.models import Community


class CommunityForm(forms.Form):
    community = forms.ModelChoiceField(
        label=_("Community"),
        queryset=Community.objects.filter(state=Community.State.APPROVED).order_by("name_th"),
        empty_label=_("Choose a community"),
        error_messages={"required": _("Choose the community first.")},
    )


class RosterForm(CommunityForm):
    file = forms.FileField(
        label=_("List of members"),
        allow_empty_file=True,  # said in our words, when it is read
        help_text=_("Excel (.xlsx) or CSV, at most 5 MB and 3,000 rows."),
        error_messages={"required": _("Choose the file with the list.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
