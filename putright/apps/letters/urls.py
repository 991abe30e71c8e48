"""Addresses of letters: the pages that issue one, the letters of a case, and the letters to post."""

from django.urls import path

from putright.apps.letters import issuing, views

urlpatterns = [
    path("letters/to-post", views.print_queue, name="print_queue"),
    path("letters/to-post/<int:message>", views.mark_posted, name="mark_posted"),
    path("cases/<str:reference>/letters", views.letters, name="letters"),
    path("cases/<str:reference>/letters/acknowledge", issuing.Acknowledge.as_view(), name="letter_acknowledge"),
    path("cases/<str:reference>/letters/extend", issuing.Extend.as_view(), name="letter_extend"),
    path("cases/<str:reference>/letters/refuse", issuing.Refuse.as_view(), name="letter_refuse"),
    path("cases/<str:reference>/letters/refuse-escalation", issuing.RefuseEscalation.as_view(),
         name="letter_refuse_escalation"),
    path("cases/<str:reference>/letters/respond", issuing.Respond.as_view(), name="letter_respond"),
    path("cases/<str:reference>/letters/<str:key>", views.letter, name="letter"),
    path("cases/<str:reference>/letters/<str:key>/pdf", views.letter_pdf, name="letter_pdf"),
]  # fmt: skip
