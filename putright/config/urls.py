"""Every address of the application. What needs no signing in is listed in `accounts.access.PUBLIC`."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from putright.apps.learning.public import changes
from putright.config import navigation


def healthz(request: HttpRequest) -> HttpResponse:
    """Says that the process answers."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("more", navigation.more, name="more"),
    path("", include("putright.apps.casework.work.urls")),
    path("", include("putright.apps.intake.urls")),
    path("", include("putright.apps.letters.urls")),
    path("", include("putright.apps.evidence.urls")),
    path("", include("putright.apps.publishing.urls")),
    path("", include("putright.apps.mailbox.urls")),
    path("", include("putright.apps.residents.urls")),
    path("learning/", include("putright.apps.learning.urls")),
    path("equality/", include("putright.apps.equality.urls")),
    path("governance/", include("putright.apps.governance.urls")),
    path("figures/", include("putright.apps.oversight.dashboards.urls")),
    path("reports/", include("putright.apps.oversight.reports.urls")),
    path("self-assessment/", include("putright.apps.oversight.assessment.urls")),
    path("samples/", include("putright.apps.oversight.samples.urls")),
    path("member/", include("putright.apps.oversight.room.urls")),
    path("workbench/readings/", include("putright.apps.workbench.readings.urls")),
    path("workbench/holidays/", include("putright.apps.workbench.holidays.urls")),
    path("workbench/newcomer/", include("putright.apps.workbench.newcomer.urls")),
    path("workbench/rehearsals/", include("putright.apps.workbench.rehearsals.urls")),
    path("workbench/trials/", include("putright.apps.workbench.trials.urls")),
    path("workbench/", include("putright.apps.workbench.adoption.urls")),
    path("records/", include("putright.apps.records.urls")),
    path("workbench/", include("putright.apps.workbench.drafts.urls")),
    path("r/<slug:slug>/changes", changes, name="public_changes"),
    path("r/", include("putright.apps.portal.urls")),
    path("account/", include("putright.apps.accounts.sign_in_urls")),
    path("people/", include("putright.apps.accounts.urls")),
    path("cases/", include("putright.apps.casework.case.urls")),
]
handler400 = "putright.config.errors.bad_request"
if settings.DEMO:
    urlpatterns.append(path("demo/", include("putright.apps.accounts.demo_urls")))
