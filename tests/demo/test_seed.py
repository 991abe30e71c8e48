"""The demonstration: four landlords, complaints at every stage, made through the application's own actions."""

import pytest
from django.core.management import call_command

from putright.apps.accounts.models import Landlord, Person
from putright.apps.casework import chain, index
from putright.apps.casework.models import Case, Party
from putright.apps.residents.models import Link
from putright.demo import seed


@pytest.mark.django_db
def test_it_makes_four_landlords_with_complaints_at_every_stage(settings):
    settings.DEMO = True
    assert seed.main() == 0
    assert Landlord.objects.count() == 4
    assert Case.objects.count() >= 60
    for landlord in Landlord.objects.all():
        found = set(Case.objects.filter(landlord=landlord).values_list("stage", "status"))
        assert {("1", "open"), ("1", "answered"), ("2", "open"), ("2", "answered")} <= found
        assert {"closed", "refused"} & {status for _, status in found}
        assert chain.verify(landlord) == []
        assert index.rebuild(landlord) == []
        assert landlord.residents.count() >= 30
        assert landlord.homes.count() >= 30
        assert Link.objects.filter(case__landlord=landlord).exists()
    staff = {person.key for person in Person.objects.all()}
    assert staff.isdisjoint(Party.objects.values_list("key", flat=True)), "a page would confuse them"


@pytest.mark.django_db
def test_a_second_time_nothing_is_made(settings):
    settings.DEMO = True
    seed.main()
    before = Case.objects.count(), Person.objects.count()
    assert seed.main() == 0
    assert (Case.objects.count(), Person.objects.count()) == before


@pytest.mark.django_db
def test_it_exists_in_no_other_mode(settings, capsys):
    settings.DEMO = False
    assert seed.main() == 2
    assert not Landlord.objects.exists()


def test_migrations_say_what_the_models_say(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
