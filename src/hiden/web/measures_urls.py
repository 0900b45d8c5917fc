# SPDX-License-Identifier: Apache-2.0
"""Addresses of the pages about measures: check sheet, plan, what Hiden sees, history."""

from __future__ import annotations

from django.urls import URLPattern, path

from hiden.web.views import (
    measures,
    measures_grid,
    measures_history,
    measures_plan,
    measures_sheet,
    measures_sight,
)

__all__ = ["MEASURES_URLS"]

MEASURES_URLS: tuple[URLPattern, ...] = (
    path("measures/", measures.measures, name="measures"),
    path("measures/print.pdf", measures.print_out, name="measures-print"),
    path("measures/keep/", measures.keep, name="measures-keep"),
    path("measures/secret/<path:code>/", measures_sheet.secret, name="measures-secret"),
    path("measures/organisation/", measures_sheet.organisation, name="measures-organisation"),
    path("measures/organisation/describe/", measures_sheet.describe, name="measures-describe"),
    path("measures/grid/", measures_grid.grid, name="measures-grid"),
    path("measures/plan/", measures_plan.plan_page, name="measures-plan"),
    path("measures/plan/adopt/", measures_plan.adopt, name="measures-plan-adopt"),
    path("measures/plan/<int:pk>/", measures_plan.change, name="measures-plan-change"),
    path("measures/sight/", measures_sight.sight_page, name="measures-sight"),
    path("measures/sight/look/", measures_sight.look_now, name="measures-look"),
    path("measures/sight/<int:pk>/", measures_sight.decide, name="measures-decide"),
    path("measures/sight/lists/add/", measures_sight.add_list, name="measures-list-add"),
    path("measures/sight/lists/remove/", measures_sight.remove_list, name="measures-list-remove"),
    path("measures/history/", measures_history.history, name="measures-history"),
)
