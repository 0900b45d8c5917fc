# SPDX-License-Identifier: Apache-2.0
"""Settings of the Django project."""

from __future__ import annotations

SECRET_KEY = "x"
INSTALLED_APPS: list[str] = []
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
