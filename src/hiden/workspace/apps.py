# SPDX-License-Identifier: Apache-2.0
"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["WorkspaceConfig"]


class WorkspaceConfig(AppConfig):
    """Where the tables and migrations are."""

    name = "hiden.workspace"
    label = "workspace"
