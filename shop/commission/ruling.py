"""Write rules and end them: the only two things that happen to a rule."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.people.models import User
from shop.commission.models import Rule


@transaction.atomic
def add_rule(rule: Rule, by: User) -> Rule:
    rule.created_by = by
    rule.save()
    record(by, "commission.ruled", rule, seller_id=rule.seller_id, percent=str(rule.percent))
    return rule


@transaction.atomic
def end_rule(rule: Rule, by: User) -> bool:
    """End a rule from this moment on; return whether it was not ended before.

    What was sold stays as it was frozen.
    """
    rows = Rule.objects.filter(pk=rule.pk, ended_at=None)
    ended = rows.update(ended_at=timezone.now(), ended_by=by) == 1
    if ended:
        record(by, "commission.ended", rule, seller_id=rule.seller_id, percent=str(rule.percent))
    return ended
