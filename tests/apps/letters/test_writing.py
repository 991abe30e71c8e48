"""A letter while it is written: looked through, kept, advice set aside, translated; and nobody's words lost."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
import pytest
from django.utils import timezone

from putright.apps.accounts import packs
from putright.apps.accounts.models import Person
from putright.apps.casework.models import Case, Event
from putright.apps.letters import erasing
from putright.apps.letters.models import Draft, Letter
from putright.apps.letters.writing import actions, drafts, gating
from putright.core import events as e
from putright.core.letters.gate import Finding
from putright.core.letters.translate import key
from putright.core.pack import LetterApproval
from tests.apps.letters.conftest import House, at, june

EMPTY = "We are sorry if you feel that we let you down."
WORDS = "We are sorry that nobody rang you back."
WHY = "She asked for it in these words."


@pytest.fixture
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: at(june(8)))


class Page:
    """The page of a letter in front of somebody."""

    def __init__(self, client, house, kind="respond", who=None, query=""):
        self.client, self.path = client, f"/cases/{house.reference}/letters/{kind}"
        client.force_login(who or house.first)
        self.shown = client.get(self.path + query)
        assert self.shown.status_code == 200
        hidden = re.findall(r'type="hidden" name="(version|token|draft)" value="([^"]*)"', self.said)
        self.hidden = dict(hidden) or {name: self.shown.context["form"][name].value() for name in ("version", "token")}
        self.hidden |= {name: str(self.shown.context["form"][name].value()) for name in ("version", "token")}

    @property
    def said(self):
        return self.shown.content.decode()

    def send(self, **typed):
        self.shown = self.client.post(self.path, {"method": "email", **self.hidden, **typed})
        if found := re.search(r'name="draft" value="([^"]*)"', self.said):
            self.hidden["draft"] = found[1]
        return self.shown

    def check(self, **typed):
        return self.send(check="1", **typed).content.decode()


@pytest.fixture
def decided(willow):
    willow.receive().define().acknowledge()
    return willow.decide()


@pytest.fixture
def writing(decided, client, now):
    def begin(who=None, query="", kind="respond"):
        return Page(client, decided, kind, who, query)

    return begin


def someone(house, name, *roles):
    return Person.objects.add(house.landlord, f"{name}@wt.example", name.capitalize(), roles=roles, trained=True)


# ---- looking it through ---------------------------------------------------------------------


def test_checking_gives_the_findings_and_the_letter_and_issues_nothing(writing):
    said = writing().check(apology=EMPTY)
    assert "<html" not in said
    note = re.search(r'id="found-apology"[^>]*>(.*?)</div>', said, re.DOTALL)[1]
    assert "Suggestion:" in note
    assert 'href="#id_apology"' in said
    assert EMPTY in re.search(r"<article.*</article>", said, re.DOTALL)[0]
    assert "Nothing stands" not in said
    assert Letter.objects.count() == 1
    mended = writing().check(apology=WORDS)
    assert not re.search(r'id="found-apology"[^>]*>(.*?)</div>', mended, re.DOTALL)[1]


def test_the_box_says_where_its_findings_stand(writing):
    assert re.search(r'<textarea[^>]*aria-describedby="[^"]*found-apology"', writing().said)


def test_what_blocks_stops_issuing_and_cannot_be_set_aside(writing, monkeypatch):
    wrong = Finding(rule="redress_body", text="This is the wrong body.", blocks=True, place="apology", cites=("X-1",))
    monkeypatch.setattr(gating, "findings", lambda *_: [wrong])
    begun = writing()
    refused = begun.send(apology=WORDS, why_all=WHY)
    assert refused.status_code == 409
    assert "This is the wrong body (X-1)." in begun.said
    assert "1 thing must be put right." in begun.said
    assert WORDS in begun.said
    assert Letter.objects.count() == 1


def test_a_required_part_that_is_missing_blocks(db, client, now):
    house = House("housing-plus-group").receive().define()
    house.acknowledge()
    house.decide()
    said = Page(client, house).check(investigation="")
    assert "must be put right" in said
    assert "Missing" in said
    assert "HPG-31" in said


def test_too_many_checks_in_a_minute_are_put_off(writing, monkeypatch):
    monkeypatch.setattr(drafts, "A_MINUTE", 2)
    begun = writing()
    assert [begun.send(check="1", apology=f"{n}").status_code for n in range(4)] == [200, 200, 429, 429]
    assert begun.send(preview="1", apology="4").status_code == 200


def test_more_than_is_kept_is_said_and_stays_on_the_page(writing, monkeypatch):
    monkeypatch.setattr(drafts, "MOST", 100)
    said = writing().check(apology="Sorry. " * 50)
    assert "too long to be saved" in said
    assert not Draft.objects.exists()


# ---- drafts ---------------------------------------------------------------------------------


def test_coming_back_finds_what_was_typed(writing):
    writing().check(apology=WORDS)
    back = writing()
    assert "You began this letter on 8 June 2026" in back.said
    assert f">\n{WORDS}</textarea>" in back.said
    assert "There is a problem" not in back.said
    assert WORDS in re.search(r"<article.*</article>", back.said, re.DOTALL)[0]


def test_beginning_anew_loses_nothing_until_other_words_are_saved(writing):
    writing().check(apology=WORDS)
    anew = writing(query="?anew=1")
    assert WORDS not in anew.said
    assert WORDS in writing().said
    anew.check(apology="Other words.")
    assert Draft.objects.get().fields["apology"] == ["Other words."]


def test_preview_keeps_it_too(writing):
    writing().send(preview="1", apology=WORDS)
    assert Draft.objects.get().fields["apology"] == [WORDS]


def test_two_windows_do_not_write_over_each_other(writing):
    one, other = writing(), writing()
    one.check(apology=WORDS)
    said = other.check(apology="From the other window.")
    assert "What stands here is not saved" in said
    assert WORDS in said
    assert Draft.objects.get().fields["apology"] == [WORDS]
    refused = other.send(apology="From the other window.", why_all=WHY)
    assert (refused.status_code, Letter.objects.count()) == (409, 1)
    assert "From the other window." in other.said
    other.send(mine="1", apology="From the other window.")
    assert Draft.objects.get().fields["apology"] == ["From the other window."]
    assert "What stands here is not saved" in one.check(apology="Again.")


def test_a_window_whose_answer_was_lost_is_not_another_window(writing):
    begun = writing()
    before = dict(begun.hidden)
    begun.check(apology="One.")
    begun.check(apology="Two.")
    begun.hidden = before
    assert "not saved" not in begun.check(apology="Three.")
    assert Draft.objects.get().fields["apology"] == ["Three."]


def test_it_goes_once_the_letter_is_issued_and_a_window_left_open_keeps_none(writing):
    one, left = writing(), writing()
    one.check(apology=WORDS)
    assert one.send(apology=WORDS, why_all=WHY).status_code == 302
    assert not Draft.objects.exists()
    assert "was issued while this page was open" in left.check(apology="Late words.")
    assert not Draft.objects.exists()


def test_it_goes_with_the_words_of_its_case(writing, decided):
    writing().check(apology=WORDS)
    erasing.erase(Case.objects.get(reference=decided.reference), timezone.now())
    assert not Draft.objects.exists()


def test_a_server_error_on_issuing_loses_nothing(writing, client, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError

    begun = writing()
    monkeypatch.setattr(actions, "issue", broken)
    client.raise_request_exception = False
    assert begun.send(apology=WORDS, why_all=WHY).status_code == 500
    assert WORDS in writing().said


def test_a_lost_session_keeps_what_was_being_checked(writing, client, decided):
    begun = writing()
    client.get("/")
    client.cookies.pop("sessionid")
    answer = client.post(begun.path, {"check": "1", "method": "email", **begun.hidden, "apology": WORDS})
    assert answer.status_code == 302
    client.force_login(decided.first)
    back = client.get(begun.path).content.decode()
    assert WORDS in back
    assert "You were signed out before this was saved" in back


def test_a_colleague_sees_that_it_was_begun_and_may_take_it_over(writing, decided):
    writing().check(apology=WORDS)
    decided.then(e.Assigned(on=june(8), to=decided.second.key))
    other = writing(who=decided.second)
    assert f"{decided.first.name} began this letter on 8 June 2026" in other.said
    assert WORDS not in other.said
    taken = writing(who=decided.second, query=f"?from={Draft.objects.get().pk}")
    assert "You took over what" in taken.said
    assert WORDS in taken.said
    taken.check(apology=WORDS)
    assert Draft.objects.count() == 2


def test_words_of_another_case_are_not_taken_over(writing, decided, client):
    writing().check(apology=WORDS)
    draft, first = Draft.objects.get(), decided.reference
    decided.receive().define().acknowledge()
    decided.decide()
    assert decided.reference != first
    assert WORDS not in writing(query=f"?from={draft.pk}").said


@pytest.mark.parametrize("posted", ["check", "translator", "mine", "preview"])
def test_whoever_may_not_work_on_it_gets_nowhere(writing, decided, client, posted):
    writing().check(apology=WORDS)
    path = f"/cases/{decided.reference}/letters/respond"
    client.force_login(someone(decided, "flo", "staff"))
    assert client.post(path, {posted: "1", "apology": "x"}).status_code in (403, 404)
    other = House("housing-services")
    client.force_login(other.first)
    assert client.get(f"{path}?from={Draft.objects.get().pk}").status_code == 404
    assert client.post(path, {posted: "1", "apology": "x"}).status_code == 404
    assert Draft.objects.get().fields["apology"] == [WORDS]


def test_whoever_must_keep_away_finds_no_trace(writing, decided, client):
    writing().check(apology=WORDS)
    decided.then(e.InterestDeclared(on=june(8), who=decided.second.key))
    client.force_login(decided.second)
    path = f"/cases/{decided.reference}/letters/respond"
    assert client.get(path).status_code == 404
    assert client.post(path, {"check": "1", "apology": "x"}).status_code == 404
    assert Draft.objects.count() == 1


# ---- advice set aside -----------------------------------------------------------------------


def advice(shown):
    return [one for one in shown.context["found"] if not one.finding.blocks]


def test_advice_stops_issuing_until_it_is_followed_or_set_aside(writing):
    begun = writing()
    refused = begun.send(apology=EMPTY)
    assert refused.status_code == 409
    assert re.search(r"Look at the (\d+ )?suggestions? below, or say why not", begun.said)
    assert EMPTY in begun.said
    assert Letter.objects.count() == 1
    blank = {one.id: "  " for one in advice(refused)}
    assert begun.send(apology=EMPTY, **blank).status_code == 409
    reasons = {one.id: f"{WHY} {n}" for n, one in enumerate(advice(refused))}
    assert begun.send(apology=EMPTY, **reasons).status_code == 302


def test_what_was_set_aside_is_on_record_and_on_the_letters_page(writing, decided, client):
    assert writing().send(apology=EMPTY, why_all=WHY).status_code == 302
    letter = Letter.objects.exclude(kind="acknowledgement").get()
    kinds = list(Event.objects.order_by("n").values_list("kind", flat=True))
    assert kinds[-2:] == ["advice_set_aside", "response_sent"]
    assert letter.event.kind == "response_sent"
    said = client.get(f"/cases/{decided.reference}/letters/{letter.key}").content.decode()
    assert "Advice that was not followed" in said
    assert WHY in said
    first = Letter.objects.get(kind="acknowledgement")
    assert WHY not in client.get(f"/cases/{decided.reference}/letters/{first.key}").content.decode()
    assert WHY in client.get(f"/cases/{decided.reference}").content.decode()


def test_reasons_for_words_that_have_changed_set_nothing_aside(writing):
    begun = writing()
    old = {one.id: WHY for one in advice(begun.send(preview="1", apology=EMPTY))}
    changed = begun.send(preview="1", apology="We apologise if you feel let down by this.", **old)
    assert any(one.stands for one in advice(changed))


# ---- in another language --------------------------------------------------------------------


@pytest.fixture
def polish(writing):
    def begin():
        return writing(), {"written_in": "pl", "apology": WORDS}

    return begin


def test_words_of_ones_own_wait_for_a_translator_and_take_their_place(polish):
    begun, typed = polish()
    said = begun.check(**typed)
    assert f'name="translation-{key(WORDS)}"' in said
    assert '<article class="pr-letter" lang="pl"' in said
    done = begun.check(**typed, **{f"translation-{key(WORDS)}": "Przepraszamy, że nikt nie oddzwonił."})
    article = re.search(r"<article.*</article>", done, re.DOTALL)[0]
    assert "Przepraszamy, że nikt nie oddzwonił." in article
    assert WORDS not in article


def test_translations_are_kept_and_one_of_changed_words_is_not_lost(polish, writing):
    begun, typed = polish()
    begun.check(**typed, **{f"translation-{key(WORDS)}": "Przepraszamy."})
    assert "Przepraszamy.</textarea>" in writing().said
    said = begun.check(written_in="pl", apology="We are very sorry.", **{f"translation-{key(WORDS)}": "Przepraszamy."})
    assert "The English has changed since" in said
    assert "Przepraszamy.</textarea>" in said
    assert "Przepraszamy." not in re.search(r"<article.*</article>", said, re.DOTALL)[0]


def test_the_file_for_the_translator_has_what_is_left(polish):
    begun, typed = polish()
    found = begun.send(translator="1", **typed)
    assert found["Content-Disposition"].startswith("attachment")
    assert "Polish" in found.content.decode()
    assert WORDS in found.content.decode()
    done = begun.send(translator="1", **typed, **{f"translation-{key(WORDS)}": "Przepraszamy."})
    assert WORDS not in done.content.decode()


def test_whoever_chooses_a_language_learns_that_no_translator_has_seen_its_texts(writing):
    choices = dict(writing().shown.context["form"].fields["written_in"].choices)
    assert choices["en-GB"] == "English"
    assert choices["pl"] == "Polish (polski): no translator has looked through its texts yet"


def test_an_english_letter_has_nothing_to_translate(writing):
    assert "For the translator" not in writing().check(apology=WORDS)


def test_it_begins_in_the_language_they_need(decided, client, now):
    decided.then(e.AdjustmentRecorded(on=june(8), what="Letters in Polish", language="pl", needs=("language",)))
    begun = Page(client, decided)
    assert begun.shown.context["form"]["written_in"].value() == "pl"
    assert 'lang="pl"' in begun.said


# ---- a second person ------------------------------------------------------------------------


@pytest.fixture
def approved_first(decided, monkeypatch):
    """The same landlord, whose policy has the operations director approve every response."""
    known = packs.data.load_policy("willow-tree")
    rule = LetterApproval(roles=("operations_director",), cites=("WTP-02",))
    own = replace(known, pack=msgspec.structs.replace(known.pack, letters_approved={"response": rule}))
    monkeypatch.setattr(packs, "policy", lambda *_: own)
    monkeypatch.setattr(packs, "current", lambda *_: own)
    decided.director = someone(decided, "dora", "operations_director")
    return decided


def answer(client, house, who, given="given"):
    path = f"/cases/{house.reference}/approval_given"
    client.force_login(who)
    shown = client.get(path)
    form = shown.context["form"]
    hidden = {name: form[name].value() for name in ("version", "token")}
    key = next(iter(form.asked))
    return shown, client.post(path, {**hidden, "id": key, "answer": given, "reason": "As it should be."})


def test_a_response_goes_out_once_a_second_person_approved_it_as_it_is_written(approved_first, writing, client):
    begun = writing()
    assert "Before it goes out, the Operations Director must approve it" in begun.said
    assert begun.send(apology=WORDS, why_all=WHY).status_code == 409
    assert "needs the approval of the Operations Director (WTP-02)" in begun.said
    assert begun.send(ask="1", apology=WORDS, why_all=WHY).status_code == 302
    assert "It waits for the Operations Director" in writing().said
    shown, _ = answer(client, approved_first, approved_first.director)
    key = next(iter(shown.context["form"].asked))
    back = writing()
    assert "Approved by Dora, as it stands." in back.said
    assert key
    changed = back.send(apology="Other words.", why_all=WHY)
    assert changed.status_code == 409
    assert "has changed since its approval was asked for" in back.said
    assert back.send(apology=WORDS, why_all=WHY).status_code == 302
    assert Letter.objects.filter(kind="response").count() == 1


def test_the_approver_reads_the_letter_and_what_was_found(approved_first, writing, client):
    writing().send(ask="1", apology=EMPTY, why_all=WHY)
    client.force_login(approved_first.director)
    page = client.get(f"/cases/{approved_first.reference}/approval_given").content.decode()
    path = re.search(r'href="([^"]*/letters/approve/[^"]*)"', page)[1]
    said = client.get(path).content.decode()
    assert EMPTY in said
    assert "Set aside" in said
    assert "It has changed since you were asked" not in said
    writing().check(apology="Other words.")
    client.force_login(approved_first.director)
    assert "It has changed since you were asked" in client.get(path).content.decode()
    for who in (approved_first.first, someone(approved_first, "sid", "operations_director")):
        client.force_login(who)
        found = client.get(path).status_code
        assert found == (404 if who == approved_first.first else 200)


def test_whoever_is_not_asked_reads_no_letter_and_nobody_asks_for_what_nobody_wants(writing, decided, client):
    begun = writing()
    assert begun.send(ask="1", apology=WORDS).status_code == 409
    assert "no letter here that waits for an approval" in begun.said
    assert client.get(f"/cases/{decided.reference}/letters/approve/a1").status_code == 404
