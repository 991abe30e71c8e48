"""The addresses of a case, its steps and its rooms, all below /cases/."""

from django.urls import path

from putright.apps.casework.case import looked, views
from putright.apps.casework.case.answering import alike_answered
from putright.apps.casework.case.asked import AnswerRequest
from putright.apps.casework.case.learning import DoAction
from putright.apps.casework.case.menu import PAGES
from putright.apps.casework.case.owning import DoRemedy
from putright.apps.casework.case.rooms import ROOMS

urlpatterns = [
    path("<str:reference>", views.case, name="case"),
    path("<str:reference>/why", looked.case_why, name="case_why"),
    path("<str:reference>/viewed", looked.case_viewed, name="case_viewed"),
    path("<str:reference>/alike", alike_answered, name="alike_answered"),
    path("<str:reference>/asked/<str:key>", AnswerRequest.as_view(), name="step_answer_request"),
    path("<str:reference>/doing/<str:key>", DoRemedy.as_view(), name="step_do_remedy"),
    path("<str:reference>/improving/<str:key>", DoAction.as_view(), name="step_do_action"),
    *(path(f"<str:reference>/{kind}", page.as_view(), name=f"step_{kind}") for kind, page in PAGES.items()),
    *(path(f"<str:reference>/{room.key}", room.as_view(), name=f"room_{room.key}") for room in ROOMS),
]
