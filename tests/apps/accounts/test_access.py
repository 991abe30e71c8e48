"""Nothing is open unless it is listed: every address of the application is walked."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal import auth
from django.test import override_settings
from django.urls import URLPattern, get_resolver, include, path, reverse
from django.urls.resolvers import URLResolver

from putright.apps.accounts import access
from putright.config import urls

SAMPLES = {
    "pk": 1, "uidb36": "1", "key": "set-password", "reference": "TST-2026-000001", "token": "x", "name": "x",
    "slug": "x", "stage": 1, "n": 1, "kind": "x", "message": 1, "question": "sex",
    "page": 1, "number": 1, "brand": "x", "form": "pdf", "file": 1, "door": "x", "about": "x", "step": "x", "of": "x",
    "section": "x", "what": "received", "pack": "x",
    "since": "2026-01-01", "selection": "draft",
}  # fmt: skip


def addresses(resolver, names=()):
    """Every address, with the names of what it needs, its own and those of what it stands under."""
    for pattern in resolver.url_patterns:
        wanted = (*names, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, wanted)
        elif isinstance(pattern, URLPattern):
            yield pattern, wanted


ALL = list(addresses(get_resolver("putright.config.urls")))


def address_of(pattern, wanted):
    return reverse(pattern.name, kwargs={key: SAMPLES[key] for key in wanted})


@pytest.mark.django_db
@pytest.mark.parametrize(("pattern", "wanted"), ALL, ids=[pattern.name for pattern, _ in ALL])
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_asks_who_you_are_unless_it_is_listed(client, pattern, wanted, method):
    address = address_of(pattern, wanted)
    response = getattr(client, method)(address)
    asked = response.status_code == 302 and response.url.startswith(reverse("account_login") + "?next=")
    assert asked == (pattern.name not in access.PUBLIC)


def test_everything_listed_exists():
    assert access.PUBLIC - {pattern.name for pattern, _ in ALL} == {"demo_sign_in"}


@pytest.mark.django_db
def test_an_address_that_is_not_there_says_nothing_else(client):
    assert client.get("/no/such/page/").status_code == 404


def test_one_comes_back_to_where_one_wanted_to_go(client, people):
    response = client.get("/people/?page=2")
    assert response.url == "/account/login/?next=/people/%3Fpage%3D2"
    sent = client.post(response.url, {"login": "una@test.example", "password": "correct horse battery"})
    assert sent.url == "/people/?page=2"


def test_a_permission_that_is_missing_is_refused(client, people):
    client.force_login(people.flo)
    assert client.get("/people/").status_code == 403
    client.force_login(people.ana)
    assert client.get("/people/").status_code == 200
    assert client.get("/people/new/").status_code == 403


@pytest.mark.parametrize("address", ["/cases/a%00b", "/log/%00", "/cases/a/letters/%00", "/search?q=%00"])
def test_an_address_that_is_no_text_is_not_there(client, people, address):
    client.force_login(people.una)
    assert client.get(address).status_code == 404


def test_a_page_of_somebody_signed_in_is_theirs_alone(client, people):
    client.force_login(people.una)
    response = client.get("/people/")
    assert "private" in response["Cache-Control"]
    cookie = response.cookies["putright_who"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.django_db
def test_every_answer_carries_the_headers(client):
    response = client.get("/account/login/")
    policy = response["Content-Security-Policy"]
    for part in ("default-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"):
        assert part in policy
    assert "unsafe" not in policy
    assert (response["X-Frame-Options"], response["Referrer-Policy"]) == ("DENY", "same-origin")
    assert (response["X-Content-Type-Options"], response["Cross-Origin-Opener-Policy"]) == ("nosniff", "same-origin")


# ---- signing in -----------------------------------------------------------------------------


def sign_in(client, email="una@test.example", password="correct horse battery"):
    return client.post("/account/login/", {"login": email, "password": password})


def test_signing_in_by_e_mail_and_password(client, people):
    assert sign_in(client, "Una@Test.Example").status_code == 302
    assert client.get("/people/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/people/").status_code == 302


def test_whoever_left_is_out_at_once_and_stays_out(client, people):
    sign_in(client)
    people.una.is_active = False
    people.una.save()
    assert client.get("/people/").status_code == 302
    sign_in(client)
    assert client.get("/people/").status_code == 302


def test_guessing_passwords_is_stopped(client, people):
    answers = [sign_in(client, password=f"guess {n}") for n in range(7)]
    assert all(answer.status_code == 200 for answer in answers)
    sign_in(client)
    assert client.get("/people/").status_code == 302


def test_the_limits_are_shared_by_all_workers(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")


def test_nobody_registers_themselves(client, people):
    assert client.post("/account/signup/", {"email": "new@x.example"}).status_code in (302, 405)
    assert client.get("/account/signup/").url == "/account/login/"


def test_a_new_person_chooses_a_password_by_mail(client, people, mailoutbox):
    people.una.set_password(None)
    people.una.save()
    client.post("/account/password/reset/", {"email": "una@test.example"})
    link = next(word for word in mailoutbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get(link.removeprefix("http://testserver"), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "a new long password", "password2": "a new long password"})
    assert sign_in(client, password="a new long password").url == "/"


def code_of(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))


def test_a_second_step_is_set_up_and_asked_for(client, people):
    sign_in(client)
    asked = client.get("/account/2fa/totp/activate/")
    client.post(asked.url, {"password": "correct horse battery"})
    page = client.get("/account/2fa/totp/activate/")
    assert "data:image/svg+xml" in page.content.decode()
    done = client.post("/account/2fa/totp/activate/", {"code": code_of(page.context["form"].secret)})
    assert done.url == "/account/2fa/recovery-codes/"
    codes = client.get(done.url).context["unused_codes"]

    client.post("/account/logout/")
    assert sign_in(client).url.startswith("/account/2fa/authenticate/")
    assert client.get("/people/").status_code == 302
    client.post("/account/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/people/").status_code == 200


# ---- the demonstration ----------------------------------------------------------------------


def test_the_demonstrations_sign_in_is_not_there_otherwise(client, people):
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": "una@test.example"}).status_code == 404


class DemoAddresses:
    urlpatterns = [*urls.urlpatterns, path("demo/", include("putright.apps.accounts.demo_urls"))]


@override_settings(ROOT_URLCONF=DemoAddresses)
def test_even_if_its_address_were_there_it_would_refuse(client, people):
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/", {"person": "una@test.example"}).status_code == 404
    assert "_auth_user_id" not in client.session


@override_settings(ROOT_URLCONF=DemoAddresses, DEMO=True)
def test_in_a_demonstration_one_click_signs_in(client, people):
    page = client.get("/demo/").content.decode()
    assert "Una" in page
    assert "Other Homes" in page
    assert client.post("/demo/", {"person": "una@test.example"}).url == "/"
    assert client.get("/people/").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "led"), [("/people/", "/people/"), ("//evil.example", "/"), ("https://x.example", "/")]
)
@override_settings(ROOT_URLCONF=DemoAddresses, DEMO=True)
def test_in_a_demonstration_too_one_comes_back_but_never_elsewhere(client, people, wanted, led):
    assert client.post(f"/demo/?next={wanted}", {"person": "una@test.example"}).url == led
