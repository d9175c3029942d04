from __future__ import annotations

from django.urls import path

from shop.papers import views

app_name = "papers"

urlpatterns = [
    path("", views.of_purchase, name="of-purchase"),
    path("invoice/", views.invoice, name="invoice"),
    path("<int:pk>/", views.paper, name="paper"),
    path("<int:pk>.pdf", views.pdf, name="pdf"),
]
