"""The seller's stock: each thing, its book, market days, stock-takes."""

from __future__ import annotations

from django.urls import path

from shop.desk import (
    stock_counting,
    stock_keeping,
    stock_moving,
    stock_takes,
    stock_typing,
    stock_views,
    stock_waiting,
)

stock_paths = [
    path("", stock_views.stock, name="stock"),
    path("<int:pk>/", stock_views.book, name="stock-book"),
    path("<int:pk>/sold/", stock_moving.sold, name="stock-sold"),
    path("<int:pk>/change/", stock_moving.change, name="stock-change"),
    path("<int:pk>/after/", stock_waiting.after, name="stock-after"),
    path("<int:pk>/keep/", stock_keeping.keep, name="stock-keep"),
    path("kept/<int:pk>/back/", stock_keeping.put_back, name="stock-kept-back"),
    path("lines/<int:pk>/undo/", stock_moving.take_back, name="stock-undo"),
    path("waiting/<int:pk>/end/", stock_waiting.end, name="stock-wish-end"),
    path("count/", stock_takes.takes, name="stock-takes"),
    path("count/<int:pk>/", stock_takes.take, name="stock-take"),
    path("count/<int:pk>/sheet/", stock_takes.sheet, name="stock-take-sheet"),
    path("count/<int:pk>/table/", stock_typing.table, name="stock-take-table"),
    path("count/<int:pk>/end/", stock_takes.end, name="stock-take-end"),
    path("count/<int:pk>/<int:line_id>/", stock_counting.line, name="stock-take-line"),
]
