"""The strings that listings held become certificates that wait.

Nobody has looked at a paper for them, so buyers see none of them until staff have.
"""

from collections import defaultdict

from django.db import migrations


def move(apps, schema_editor):
    Listing = apps.get_model("listings", "Listing")
    ListingCard = apps.get_model("listings", "ListingCard")
    Certificate = apps.get_model("certificates", "Certificate")
    known = {"otop", "gi", "organic", "fda", "tcps", "halal"}
    covered = defaultdict(list)
    marked = Listing.objects.exclude(certificates=[])
    for pk, seller_id, codes in marked.values_list("pk", "seller_id", "certificates"):
        for code in dict.fromkeys(code for code in codes if isinstance(code, str)):
            covered[seller_id, code].append(pk)
    for (seller_id, code), listing_ids in covered.items():
        kind, _colon, number = code.partition(":")
        if kind not in known:
            continue
        stars = int(number) if kind == "otop" and number in {"1", "2", "3", "4", "5"} else None
        made = Certificate.objects.create(
            seller_id=seller_id,
            kind=kind,
            number="" if kind == "otop" else number[:60],
            stars=stars,
        )
        made.listings.set(listing_ids)
    marked.update(certificates=[])
    ListingCard.objects.exclude(certificate="").update(certificate="")


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_initial"),
        ("listings", "0004_certificate_until"),
    ]
    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
