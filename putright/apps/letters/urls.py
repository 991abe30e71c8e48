"""Addresses of letters: the pages that issue one, the letters of a case, and the post room."""

from django.urls import path

from putright.apps.letters import views
from putright.apps.letters.sending import onward_pages, postroom
from putright.apps.letters.writing import issuing, to_approve, told

urlpatterns = [
    path("letters/to-post", postroom.print_queue, name="print_queue"),
    path("letters/to-post/<int:message>", postroom.mark_posted, name="mark_posted"),
    path("letters/to-post/batch", postroom.make_batch, name="make_batch"),
    path("letters/batches/<int:number>", postroom.show_batch, name="batch"),
    path("letters/batches/<int:number>/pdf", postroom.batch_pdf, name="batch_pdf"),
    path("letters/batches/<int:number>/list", postroom.batch_list, name="batch_list"),
    path("letters/batches/<int:number>/posted", postroom.batch_posted, name="batch_posted"),
    path("cases/<str:reference>/letters", views.letters, name="letters"),
    path("cases/<str:reference>/letters/acknowledge", issuing.Acknowledge.as_view(), name="letter_acknowledge"),
    path("cases/<str:reference>/letters/extend", issuing.Extend.as_view(), name="letter_extend"),
    path("cases/<str:reference>/letters/refuse", issuing.Refuse.as_view(), name="letter_refuse"),
    path("cases/<str:reference>/letters/refuse-escalation", issuing.RefuseEscalation.as_view(),
         name="letter_refuse_escalation"),
    path("cases/<str:reference>/letters/respond", issuing.Respond.as_view(), name="letter_respond"),
    *(path(f"cases/<str:reference>/letters/{kind.replace('_', '-')}", page.as_view(), name=f"letter_{kind}")
      for kind, page in told.PAGES.items()),
    path("cases/<str:reference>/letters/approve/<str:key>", to_approve.to_approve, name="letter_to_approve"),
    path("cases/<str:reference>/letters/<str:key>", views.letter, name="letter"),
    path("cases/<str:reference>/letters/<str:key>/pdf", views.letter_pdf, name="letter_pdf"),
    path("cases/<str:reference>/letters/<str:key>/as/<str:form>", views.letter_as, name="letter_as"),
    path("cases/<str:reference>/letters/<str:key>/handed-over", onward_pages.HandedOver.as_view(),
         name="letter_handed_over"),
    path("cases/<str:reference>/letters/<str:key>/came-back", onward_pages.CameBack.as_view(),
         name="letter_came_back"),
    path("cases/<str:reference>/letters/<str:key>/arrived", onward_pages.Arrived.as_view(), name="letter_arrived"),
    path("cases/<str:reference>/letters/<str:key>/tracked", onward_pages.Tracked.as_view(), name="letter_tracked"),
    path("cases/<str:reference>/letters/<str:key>/again", onward_pages.Again.as_view(), name="letter_again"),
]  # fmt: skip
