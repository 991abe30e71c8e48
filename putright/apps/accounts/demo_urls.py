from django.urls import path

from putright.apps.accounts import demo

urlpatterns = [path("", demo.sign_in, name="demo_sign_in")]
