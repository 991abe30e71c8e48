"""Addresses of mailbox."""

from django.urls import path

from putright.apps.mailbox.queue import views

urlpatterns = [
    path("mail", views.mail, name="mail"),
    path("mail/<int:pk>", views.mail_read, name="mail_read"),
    path("mail/<int:pk>/original", views.mail_original, name="mail_original"),
    path("mail/<int:pk>/files/<int:file>", views.mail_file, name="mail_file"),
    path("mail/<int:pk>/complaint", views.mail_complaint, name="mail_complaint"),
    path("mail/<int:pk>/case", views.mail_case, name="mail_case"),
    path("mail/<int:pk>/register", views.mail_enter, name="mail_enter"),
    path("mail/<int:pk>/aside", views.mail_aside, name="mail_aside"),
    path("mail/<int:pk>/back", views.mail_back, name="mail_back"),
]
