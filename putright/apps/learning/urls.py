"""Addresses of learning."""

from django.urls import path

from putright.apps.learning import themes, views, writing

urlpatterns = [
    path("", views.learning, name="learning"),
    path("lessons", views.lessons, name="learning_lessons"),
    path("actions", views.actions, name="learning_actions"),
    path("actions/<int:pk>/done", writing.action_done, name="learning_action_done"),
    path("themes", themes.themes, name="themes"),
    path("themes/new", writing.new_theme, name="learning_new_theme"),
    path("themes/<int:pk>", themes.theme, name="theme"),
    path("themes/<int:pk>/<slug:step>", writing.theme_step, name="learning_theme_step"),
    path("suggestions", themes.suggestions, name="suggestions"),
    path("suggestions/<int:pk>/aside", writing.set_aside, name="learning_set_aside"),
    path("told", views.told, name="learning_told"),
    path("changes", views.changes, name="learning_changes"),
    path("changes/of/<slug:of>/<int:pk>", writing.change, name="learning_change"),
    path("changes/<int:pk>/publish", writing.publish, name="learning_publish"),
    path("changes/<int:pk>/withdraw", writing.withdraw, name="learning_withdraw"),
]
