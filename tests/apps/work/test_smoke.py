import pytest
from tests.apps.cases import start
@pytest.mark.django_db
def test_pages(client, people, landlord):
    start(landlord, people.ana)
    client.force_login(people.una)
    for a in ("/", "/search?q=roof", "/log"):
        r = client.get(a); print(a, r.status_code)
        assert r.status_code == 200, r.content[:500]
