"""The market's own settings, with one page more: a bare view to compare with."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
