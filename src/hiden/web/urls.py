# SPDX-License-Identifier: Apache-2.0
"""Addresses of the pages. They are stable: a bookmark made today works tomorrow.

The first word of a page's name is the entry of the menu under which it stands.
"""

from __future__ import annotations

from django.urls import path

from hiden.web.guidance_urls import GUIDANCE_URLS
from hiden.web.measures_urls import MEASURES_URLS
from hiden.web.views import (
    account,
    cases,
    findings,
    jobs,
    law,
    ledger,
    originals,
    overview,
    registry,
    scans,
    secrets,
    session,
    sources,
    start,
    users,
)

handler400 = "hiden.web.error_pages.bad_request"
handler404 = "hiden.web.error_pages.not_found"
handler500 = "hiden.web.error_pages.server_error"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("sign-in/", session.SignInView.as_view(), name="sign-in"),
    path("sign-out/", session.SignOutView.as_view(), name="sign-out"),
    path("language/", session.choose_language, name="language"),
    # first start
    path("start/", start.first_start, name="overview-start"),
    path("start/company/", start.name_company, name="overview-start-company"),
    path("start/skip/", start.skip, name="overview-start-skip"),
    path("start/sample/", start.load_sample, name="overview-sample"),
    path("start/sample/remove/", start.remove_sample, name="overview-sample-remove"),
    # registry
    path("registry/", registry.registry, name="registry"),
    path("registry/import/", registry.import_file, name="registry-import"),
    path("registry/imports/<int:pk>/", registry.import_report, name="registry-report"),
    path("registry/new/", secrets.new, name="registry-new"),
    path("registry/edit/<path:code>/", secrets.edit, name="registry-edit"),
    path("registry/withdraw/<path:code>/", secrets.withdraw, name="registry-withdraw"),
    path("registry/originals/add/<path:code>/", originals.add, name="registry-originals"),
    path(
        "registry/originals/remove/<path:code>/", originals.remove, name="registry-originals-remove"
    ),
    path("registry/originals/", originals.add_folder, name="registry-originals-folder"),
    path("registry/secret/<path:code>/", secrets.secret, name="registry-secret"),
    *MEASURES_URLS,
    *GUIDANCE_URLS,
    # findings
    path("findings/", findings.inbox, name="findings"),
    path("findings/scan/", scans.new, name="findings-scan-new"),
    path("findings/scans/<int:pk>/", scans.scan, name="findings-scan"),
    path("findings/<uuid:uid>/", findings.finding, name="findings-finding"),
    path("findings/<uuid:uid>/texts/", findings.texts, name="findings-texts"),
    path("findings/<uuid:uid>/decide/", findings.decide, name="findings-decide"),
    # cases
    path("cases/", cases.cases, name="cases"),
    path("cases/open/", cases.open_, name="cases-open"),
    path("cases/<int:pk>/", cases.case, name="cases-case"),
    path("cases/<int:pk>/close/", cases.close, name="cases-close"),
    # ledger
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/verify/", ledger.verify, name="ledger-verify"),
    path("ledger/proof/<int:position>/", ledger.proof, name="ledger-proof"),
    path("ledger/checker/", ledger.checker, name="ledger-checker"),
    # law
    path("law/", law.law, name="law"),
    # settings
    path("settings/", sources.sources, name="settings"),
    path("settings/sources/remove/", sources.remove, name="settings-source-remove"),
    path("settings/sources/scan/", sources.scan_now, name="settings-source-scan"),
    path("settings/account/", account.account, name="settings-account"),
    path("settings/users/", users.users, name="settings-users"),
    path("settings/users/change/", users.change, name="settings-users-change"),
    path("settings/jobs/", jobs.jobs, name="settings-jobs"),
    path("settings/jobs/<int:pk>/", jobs.job, name="settings-job"),
    path("settings/jobs/<int:pk>/progress/", jobs.progress, name="settings-job-progress"),
    path("settings/jobs/<int:pk>/cancel/", jobs.cancel, name="settings-job-cancel"),
]
