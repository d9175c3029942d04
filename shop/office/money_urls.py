from __future__ import annotations

from django.urls import path

from shop.office import money_correcting_views, money_days_views, money_ledger_views, money_views

urlpatterns = [
    path("", money_views.home, name="money"),
    path("export/", money_views.export, name="money-export"),
    path("days/", money_days_views.days, name="money-days"),
    path("days/<int:year>-<int:month>-<int:day>/", money_days_views.day, name="money-day"),
    path("days/import/", money_days_views.bring, name="money-import"),
    path("ledger/", money_ledger_views.ledger, name="money-ledger"),
    path("ledger/accounts/<int:pk>/", money_ledger_views.account, name="money-account"),
    path("ledger/journals/<int:pk>/", money_ledger_views.journal, name="money-journal"),
    path("corrections/", money_correcting_views.corrections, name="money-corrections"),
    path("corrections/new/", money_correcting_views.new, name="money-correction-new"),
    path("corrections/<int:pk>/", money_correcting_views.correction, name="money-correction"),
]
