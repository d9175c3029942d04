from __future__ import annotations

from django.urls import path

from shop.desk import (
    bulk_export_views,
    bulk_import_views,
    bulk_photo_views,
    bulk_table_views,
)

bulk_paths = [
    path("import/", bulk_import_views.imports, name="imports"),
    path("import/template/", bulk_export_views.template, name="import-template"),
    path("import/<uuid:key>/", bulk_import_views.import_page, name="import"),
    path("import/<uuid:key>/columns/", bulk_import_views.columns, name="import-columns"),
    path("import/<uuid:key>/answers/", bulk_import_views.answers, name="import-answers"),
    path("import/<uuid:key>/save/", bulk_import_views.save, name="import-save"),
    path("import/<uuid:key>/undo/", bulk_import_views.take_back, name="import-undo"),
    path("import/<uuid:key>/drop/", bulk_import_views.drop, name="import-drop"),
    path("import/<uuid:key>/state/", bulk_import_views.state, name="import-state"),
    path("import/<uuid:key>/report/", bulk_export_views.report, name="import-report"),
    path("export/", bulk_export_views.export, name="export"),
    path("table/", bulk_table_views.table, name="bulk-table"),
    path("photos/", bulk_photo_views.photos, name="bulk-photos"),
    path("photos/<uuid:key>/", bulk_photo_views.bundle, name="bulk-photos-bundle"),
    path("photos/<uuid:key>/state/", bulk_photo_views.state, name="bulk-photos-state"),
]
