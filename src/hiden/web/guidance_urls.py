# SPDX-License-Identifier: Apache-2.0
"""Addresses of the guided procedure, documents, duties, courses, surveys and the calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from hiden.web.views import (
    agreements,
    calendar,
    duties,
    mine,
    papers,
    procedure,
    survey,
    training,
)

__all__ = ["GUIDANCE_URLS"]

GUIDANCE_URLS: tuple[URLPattern, ...] = (
    # step by step
    path("measures/procedure/", procedure.procedure, name="measures-procedure"),
    path("measures/procedure/step/", procedure.set_step, name="measures-procedure-step"),
    path("measures/procedure/business/", procedure.business, name="measures-business"),
    path("measures/packs/<slug:pack_id>/", procedure.pack, name="measures-pack"),
    path("measures/decision/", procedure.decisions, name="measures-decisions"),
    path("measures/decision/<path:code>/", procedure.decide, name="measures-decision"),
    # documents
    path("measures/papers/", papers.papers, name="measures-papers"),
    path("measures/papers/<slug:template_id>/", papers.paper, name="measures-paper"),
    # duties and training
    path("measures/duties/", duties.duties, name="measures-duties"),
    path("measures/duties/ask/", duties.ask, name="measures-ask"),
    path("measures/duties/requests/<uuid:uid>/", duties.request_page, name="measures-request"),
    path("measures/duties/agreements/", agreements.agreements, name="measures-agreements"),
    path("measures/duties/agreements/new/", agreements.agreement, name="measures-agreement-new"),
    path(
        "measures/duties/agreements/edit/<path:code>/",
        agreements.agreement,
        name="measures-agreement",
    ),
    path(
        "measures/duties/agreements/remove/<path:code>/",
        agreements.remove_agreement,
        name="measures-agreement-remove",
    ),
    path("measures/duties/training/", training.trainings, name="measures-training"),
    path("my-duties/", mine.mine, name="measures-mine"),
    path("my-duties/<uuid:uid>/confirm/", mine.confirm, name="measures-confirm"),
    path("measures/courses/<slug:course_id>/", mine.course, name="measures-course"),
    path("acknowledge/<str:token>/", mine.acknowledge, name="measures-acknowledge"),
    path("acknowledge/<str:token>/course/", mine.link_course, name="measures-link-course"),
    # surveys and calendar
    path("measures/survey/", survey.survey, name="measures-survey"),
    path("measures/calendar/", calendar.calendar, name="measures-calendar"),
    path("measures/calendar/link/", calendar.make_link, name="measures-calendar-link"),
    path("calendar/<str:token>.ics", calendar.feed, name="measures-feed"),
)
