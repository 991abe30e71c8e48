"""A policy is read, compared with another, held against an edition of a Code, and shown as a picture."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from putright import data
from putright.apps.accounts import permissions
from putright.apps.accounts.access import requires
from putright.apps.workbench.drafts import lines, texts
from putright.apps.workbench.drafts.texts import Source
from putright.apps.workbench.drafts.views import ABOUT
from putright.core import diagram
from putright.core.difference import Change, differences
from putright.core.lint import editions, rules
from putright.core.lint.finding import Finding
from putright.core.pack import Provision
from putright.core.procedure import boxes
from putright.data.linting import findings
from putright.data.yaml import read as lines_of

FORCES = {
    "must": "Must be changed", "should": "Should be changed", "advice": "Worth a thought",
}  # fmt: skip


def _asked(request: HttpRequest, name: str = "of", default: str = texts.RUNS) -> Source:
    """The policy that the address names. Raises `Http404` where the landlord has none such."""
    try:
        return texts.seen(request.user, request.GET.get(name) or default)
    except LookupError:
        raise Http404 from None


def _chosen(request: HttpRequest, one: Source) -> list[tuple[str, str]]:
    """Every policy to choose from, also the one that is looked at."""
    known = texts.seen_by(request.user)
    return known if one.key in dict(known) else [(one.key, one.title), *known]


@require_safe
@requires(permissions.SEE_VERSIONS)
def read(request: HttpRequest) -> HttpResponse:
    """A file of a policy, with the numbers of its lines and what is wrong at them."""
    one = _asked(request)
    file = request.GET.get("file") or data.FILES[0]
    if file not in data.FILES:
        raise Http404
    faults = data.faults_of(one.files)
    return render(request, "drafts/read.html", {
        "source": one, "file": file, "about": ABOUT[file], "faults": [fault for fault in faults if fault.file == file],
        "lines": lines.numbered(one.files.get(file, ""), file, faults), "there": file in one.files,
        "files": [name for name in data.FILES if name in one.files], "chosen": _chosen(request, one),
    })  # fmt: skip


# ---- what is different ----------------------------------------------------------------------


@require_safe
@requires(permissions.SEE_VERSIONS)
def compare(request: HttpRequest) -> HttpResponse:
    """What is different between two versions: what runs in plain words, every file line by line."""
    before, after = _asked(request, "a"), _asked(request, "b", _last_draft(request))
    old, new = (texts.read(one.files)[0] for one in (before, after))
    changes = differences(old.policy.pack, new.policy.pack) if old and new else []
    asked = {**old.policy.provisions, **new.policy.provisions} if old and new else {}
    return render(request, "drafts/compare.html", {
        "before": before, "after": after, "unread": [one for one, found in ((before, old), (after, new)) if not found],
        "parts": _by_part([change for change in changes if change.runs], asked),
        "beside": _by_part([change for change in changes if not change.runs], asked),
        "files": [(name, found) for name in data.FILES
                  if (found := lines.differing(before.files.get(name, ""), after.files.get(name, "")))],
        "befores": _chosen(request, before), "afters": _chosen(request, after),
    })  # fmt: skip


def _by_part(changes: list[Change], asked: Any) -> list[tuple[str, list[tuple[Change, Any]]]]:
    return [
        (part, [(change, _provisions(asked, change.cites)) for change in group])
        for part, group in groupby(changes, lambda change: change.part)
    ]


def _last_draft(request: HttpRequest) -> str:
    keys = [key for key, _ in texts.seen_by(request.user) if key.startswith("draft-")]
    return keys[0] if keys else texts.RUNS


def _provisions(known: Any, cites: tuple[str, ...]) -> list[tuple[str, Provision | None]]:
    return [(cite, known.get(cite)) for cite in cites]


# ---- the linter -----------------------------------------------------------------------------


@require_safe
@requires(permissions.DRAFT_POLICY)
def lint_page(request: HttpRequest) -> HttpResponse:
    """Where a policy conflicts with an edition of a Code, the gravest first."""
    one = _asked(request)
    loaded, faults = texts.read(one.files)
    known = {name: data.load_edition(name).title for name in sorted(editions())}
    edition = request.GET.get("edition") or (loaded.policy.pack.edition if loaded else "")
    if edition not in known:
        edition = max(known)
    found = findings(loaded, edition) if loaded else []
    return render(request, "drafts/lint.html", {
        "source": one, "faults": faults, "loaded": loaded, "edition": edition, "editions": list(known.items()),
        "title": known[edition], "chosen": _chosen(request, one), "count": len(found),
        "forces": [(force, FORCES[force], [_shown(each, one, loaded) for each in group])
                   for force, group in groupby(found, lambda each: each.force)],
    })  # fmt: skip


def _shown(each: Finding, one: Source, loaded: data.Loaded | None) -> dict[str, Any]:
    known = loaded.policy.provisions if loaded else {}
    return {
        "finding": each, "rule": rules()[each.rule], "code": _provisions(known, each.code),
        "cites": _provisions(known, each.cites),
        "line": _line(one.files["pack.yaml"], each.key) if each.key else 0,
    }  # fmt: skip


def _line(text: str, key: tuple[str, ...]) -> int:
    return lines_of(text, data.FILES[0])[1].line(key)


# ---- the picture ----------------------------------------------------------------------------


@require_safe
@requires(permissions.SEE_VERSIONS)
def picture(request: HttpRequest) -> HttpResponse:
    """The procedure of a policy as a picture, and the same as a text in order."""
    one = _asked(request)
    loaded, faults = texts.read(one.files)
    policy = loaded.policy if loaded else None
    brands = policy.pack.brands if policy else {}
    brand = asked if (asked := request.GET.get("brand")) in brands else next(iter(brands), None)
    policy = policy.of(brand) if policy and brands else policy
    return render(request, "drafts/picture.html", {
        "source": one, "faults": faults, "policy": policy, "brands": brands, "brand": brand,
        "pieces": [mark_safe(piece) for piece in diagram.pieces(policy)] if policy else [],  # noqa: S308 (escaped)
        "boxes": boxes(policy) if policy else [], "chosen": _chosen(request, one),
    })  # fmt: skip
