"""What every test stands on: settings for tests, a database, no way out to the network."""

import importlib.util
import os

import pytest

from config.translations import compile_stale
from tests import database

# Never the developer's own keys or databases, whatever the shell has set.
NOT_INHERITED = (
    *("STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_BASE", "SITE_URL"),
    *("SMS_PROVIDER", "SMS_KEY", "SMS_SECRET", "SMS_SENDER", "SMS_API_BASE"),
    *("LINE_CHANNEL_ID", "LINE_CHANNEL_SECRET", "LINE_CHANNEL_TOKEN", "LINE_API_BASE"),
)

database_key = pytest.StashKey[database.TestDatabase]()


def pytest_configure(config: pytest.Config) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    compile_stale()
    config.stash[database_key] = test_database = database.choose(worker)
    _set_environment(test_database.url, worker)
    if not config.pluginmanager.hasplugin("django"):
        return  # tests that need none of it run without: -p no:django
    import django

    django.setup()
    # A worker inherits the environment: with this name in it, pytest-django would read the
    # settings there before the lines above have named the worker's own database.
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    if importlib.util.find_spec("tests.cast"):
        config.pluginmanager.import_plugin("tests.cast")
        config.pluginmanager.import_plugin("tests.till")
        config.pluginmanager.import_plugin("tests.racing")


def pytest_unconfigure(config: pytest.Config) -> None:
    if database_key in config.stash:
        config.stash[database_key].close()


def _set_environment(database_url: str, worker: str) -> None:
    for name in NOT_INHERITED:
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        DATABASE_URL=database_url,
        DATABASE_POOL="0",
        DATA_DIR=str(database.ROOT / ".data-test" / "files" / worker),
        DEBUG="1",
        VISITS_SECONDS="0",
        SECRET_KEY="for-tests-only-for-tests-only-for-tests-only-for-tests",
    )


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
) -> None:
    """Prepare the database once, and let tests with real transactions leave it as new.

    Django empties every table after such a test. That loses the rows that migrations wrote, and
    tables that only grow refuse it; a fresh copy of the template has neither trouble.
    """
    from django.conf import settings
    from django.db import connections
    from django.test import TransactionTestCase

    test_database = request.config.stash[database_key]
    test_database.prepare(f"{settings.INSTALLED_APPS} {settings.MIGRATION_MODULES}")

    def renew(_: TransactionTestCase) -> None:
        connections.close_all()
        test_database.renew()

    TransactionTestCase._fixture_teardown = renew  # type: ignore[attr-defined]
