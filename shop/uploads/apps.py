from __future__ import annotations

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "shop.uploads"
    default_auto_field = "django.db.models.BigAutoField"
