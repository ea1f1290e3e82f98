"""What the server runs."""

from __future__ import annotations

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jixiao.web.config.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # pages are read in before the first is asked for, not by it
