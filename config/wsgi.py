"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

from config.refusing import refuse_what_is_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
refuse_what_is_unsafe()
