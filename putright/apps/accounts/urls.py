from django.urls import path

from putright.apps.accounts import views

urlpatterns = [
    path("", views.people, name="people"),
    path("new/", views.add, name="person_add"),
    path("<int:pk>/", views.change, name="person_change"),
    path("<int:pk>/leave/", views.leave, name="person_leave"),
    path("<int:pk>/return/", views.come_back, name="person_return"),
    path("teams/", views.teams, name="teams"),
    path("teams/new/", views.add_team, name="team_add"),
    path("teams/<int:pk>/", views.change_team, name="team_change"),
]
