from __future__ import annotations

from django.shortcuts import get_object_or_404

from shop.commission.models import Rule


def get_rule(pk: int) -> Rule:
    """Return any rule: for views that are staff_only."""
    return get_object_or_404(Rule.objects.select_related("seller", "community", "category"), pk=pk)
