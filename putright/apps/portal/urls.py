"""Addresses of the residents' pages: of a landlord, and of each of its brands.

Each page is named once and stands under both; every name is listed in `accounts.access.PUBLIC`.
"""

from django.urls import include, path

from putright.apps.portal import asking, views
from putright.apps.portal.follow import about_you, survey
from putright.apps.portal.follow import views as follow

PAGES = [
    path("", views.home, name="portal_home"),
    path("look.css", views.look, name="portal_look"),
    path("leave", views.leave, name="portal_leave"),
    path("accessibility", views.accessibility, name="portal_accessibility"),
    path("privacy", views.privacy, name="portal_privacy"),
    path("notice", views.notice, name="portal_notice"),
    path("tell/<slug:door>", asking.begin, name="portal_begin"),
    path("form/check", asking.check, name="portal_check"),
    path("form/later", asking.later, name="portal_later"),
    path("form/sent", asking.sent, name="portal_sent"),
    path("form/drop", asking.drop, name="portal_drop"),
    path("form/again/<str:key>", asking.again, name="portal_again"),
    path("form/<slug:name>", asking.question, name="portal_question"),
    path("survey", survey.door, name="portal_survey"),
    path("follow", follow.sign_in, name="portal_follow"),
    path("follow/out", follow.sign_out, name="portal_follow_out"),
    path("follow/complaint", follow.complaint, name="portal_following"),
    path("follow/complaint/write/<slug:about>", follow.write, name="portal_follow_write"),
    path("follow/complaint/comment", follow.comment, name="portal_follow_comment"),
    path("follow/complaint/about-you", about_you.about_you, name="portal_follow_about_you"),
    path("follow/complaint/needs", follow.needs, name="portal_follow_needs"),
    path("follow/complaint/next", follow.next_stage, name="portal_follow_next"),
    path("follow/complaint/survey", survey.survey, name="portal_follow_survey"),
    path("follow/complaint/survey/thanks", survey.thanks, name="portal_follow_thanks"),
    path("follow/complaint/promised/<str:key>", follow.remedy, name="portal_follow_remedy"),
    path("follow/complaint/letters/<str:key>/<slug:form>", follow.letter, name="portal_follow_letter"),
]

urlpatterns = [
    path("<slug:slug>/", include(PAGES)),
    path("<slug:slug>/at/<slug:brand>/", include(PAGES)),
]
