"""What a sent application makes: a seller or a community that nobody sees yet."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from community.groups.models import Community, Membership
from community.joining.bringing import bring, told_by
from community.joining.linking import is_invited
from community.joining.models import Application
from community.joining.names import free_slug
from community.sellers.models import Seller, SellerMember
from shop.partner.models import Partner

TRIES = 5


def make_or_mend(application: Application) -> None:
    """Make the seller or the community; sent again, bring the one made up to date."""
    if application.wants == Application.Wants.COMMUNITY:
        _community(application)
    else:
        _seller(application)
    _remember(application)


def _seller(application: Application) -> None:
    seller = application.made_seller
    if seller is None:
        seller = _new_seller(application)
        Application.objects.filter(pk=application.pk).update(made_seller=seller)
        application.made_seller = seller
        SellerMember.objects.create(seller=seller, user=application.applicant)
    elif seller.state == Seller.State.JOINING:
        seller.save(update_fields=bring(told_by(application), application.made_as, seller))
    _sell_under(seller, application)


def _new_seller(application: Application) -> Seller:
    for attempt in range(TRIES):
        slug = free_slug(Seller, application.name_th, application.name_en)
        seller = Seller(slug=slug, state=Seller.State.JOINING, kind=application.kind)
        bring(told_by(application), {}, seller)
        try:
            # Two of one name at once: the later one takes the next address.
            with transaction.atomic():
                seller.partner = Partner.objects.create(code=slug, name=seller.name_th)
                seller.save()
                return seller
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _sell_under(seller: Seller, application: Application) -> None:
    """Tie it to the community that invited; one that was only chosen is asked at approval.

    Chosen anew, the one chosen before is let go; others, tied at the desk, stay.
    """
    if seller.state != Seller.State.JOINING:
        return
    community, before = application.community, application.made_as.get("community")
    if before and before != application.community_id:
        seller.communities.remove(before)
    if community and is_invited(application):
        seller.communities.add(community)


def _community(application: Application) -> None:
    community = application.made_community
    if community is None:
        community = _new_community(application)
        Application.objects.filter(pk=application.pk).update(made_community=community)
        application.made_community = community
        Membership.objects.create(
            community=community, user=application.applicant, role=Membership.Role.MANAGER
        )
    elif community.state == Community.State.JOINING:
        told = bring(told_by(application), application.made_as, community)
        community.save(update_fields=told)


def _new_community(application: Application) -> Community:
    for attempt in range(TRIES):
        slug = free_slug(Community, application.name_th, application.name_en)
        community = Community(slug=slug, state=Community.State.JOINING, kind=application.kind)
        bring(told_by(application), {}, community)
        try:
            with transaction.atomic():
                community.save()
                return community
        except IntegrityError:
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")


def _remember(application: Application) -> None:
    application.made_as = {**told_by(application), "community": application.community_id}
    Application.objects.filter(pk=application.pk).update(made_as=application.made_as)
