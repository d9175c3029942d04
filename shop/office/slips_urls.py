"""Part of the office's map: slips, and the statements of the bank."""

from __future__ import annotations

from django.urls import path

from shop.office import slips_bank_views, slips_views

urlpatterns = [
    path("slips/", slips_views.slips, name="slips"),
    path("slips/<uuid:key>/", slips_views.slip, name="slip"),
    path("bank/", slips_bank_views.bank, name="bank"),
    path("bank/<uuid:key>/", slips_bank_views.bank_file, name="bank-file"),
    path("bank/<uuid:key>/book/", slips_bank_views.book_sure, name="bank-book"),
    path("bank/lines/<int:pk>/", slips_bank_views.bank_line, name="bank-line"),
]
