"""The procedure of a policy as a picture: stages and clocks, as Mermaid text or SVG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from putright.core.explain import STARTS
from putright.core.pack import ClockName
from putright.core.policy import Limit, Policy

WIDTH, LINE, PAD, GAP = 720, 20, 14, 26


@dataclass(frozen=True, slots=True)
class Box:
    """One step of the procedure: its title and what holds there, a line each."""

    title: str
    lines: tuple[str, ...]
    after: str = ""


def boxes(policy: Policy) -> list[Box]:
    """The procedure from receipt to the redress body, step by step."""
    pack = policy.pack
    others = [pack.others.redress] if pack.others else []
    bodies = " or ".join(dict.fromkeys([*pack.redress.bodies.values(), *others]))
    return [
        Box("A complaint is received", (_refusals(policy),), "logged at once"),
        Box("Stage 1", tuple(_stage(policy, "1")), "not satisfied: asks for stage 2"),
        Box("Stage 2", tuple(_stage(policy, "2")), "still not satisfied"),
        Box("Redress", (bodies, "can be asked for advice at any time")),
    ]


def _refusals(policy: Policy) -> str:
    grounds = dict.fromkeys([*policy.pack.grounds, *(policy.pack.others.grounds if policy.pack.others else ())])
    return "may be refused only for: " + ", ".join(ground.replace("_", " ") for ground in grounds)


def _stage(policy: Policy, stage: str) -> Iterator[str]:
    clocks: tuple[tuple[ClockName, str], ...] = (
        ("stage1.acknowledge", "acknowledged"), ("stage1.respond", "answered"), ("stage2.request", "stage 2 asked for")
    ) if stage == "1" else (("stage2.acknowledge", "acknowledged"), ("stage2.respond", "answered"))  # fmt: skip
    yield f"handled by: {_handlers(policy, stage)}"
    for name, what in clocks:
        yield from (f"{what} {_limit(limit)}" for limit in policy.limits.get(name, ()))
    for extension in policy.extension(int(stage)):
        agreed = ", agreed in advance" if extension.agreed else ""
        if extension.within or agreed:
            bound = f"at most {extension.within} more without good reason" if extension.within else "more time"
            yield f"extension: {bound}{agreed} ({', '.join(extension.cites)})"


def _handlers(policy: Policy, stage: str) -> str:
    pack, brand = policy.pack, policy.branded
    if stage == "2" and pack.panel:
        return "a panel of " + ", ".join(seat.title for seat in pack.panel.seats.values())
    roles = pack.handling["1" if stage == "1" else "2"].roles
    if brand:
        roles = brand.handlers if stage == "1" else brand.reviewers
    return ", ".join(pack.roles[role].title for role in roles)


def _limit(limit: Limit) -> str:
    whose = "the policy" if limit.origin == "policy" else "the Code"
    start = STARTS[limit.clock.from_]
    within = f"within {limit.period} of: {start}" if limit.period else f"with no last day, from: {start}"
    return f"{within} ({whose}, {', '.join(limit.clock.cites)})"


def mermaid(policy: Policy) -> str:
    """The procedure as a Mermaid flowchart."""
    found = boxes(policy)
    nodes = [f'  s{n}["{_quoted(box)}"]' for n, box in enumerate(found)]
    edges = [f'  s{n} -- "{box.after}" --> s{n + 1}' for n, box in enumerate(found[:-1])]
    return "\n".join(["flowchart TD", *nodes, *edges]) + "\n"


def _quoted(box: Box) -> str:
    text = "<br>".join([f"<b>{box.title}</b>", *(escape(line) for line in box.lines)])
    return text.replace('"', "#quot;")


def svg(policy: Policy) -> str:
    """The procedure as an SVG picture that a screen reader reads as its title and description."""
    parts, top = [], PAD
    for box in boxes(policy):
        lines = [line for text in box.lines for line in _wrapped(text)]
        height = PAD * 2 + LINE * (len(lines) + 1)
        parts.append(_drawn(box, lines, top, height))
        top += height + (GAP + LINE if box.after else GAP)
    title = escape(policy.pack.title)
    described = escape(". ".join(f"{box.title}: {'; '.join(box.lines)}" for box in boxes(policy)))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}" role="img" '
        f'aria-labelledby="t d" font-family="Atkinson Hyperlegible Next, Verdana, sans-serif" font-size="14">'
        f'<title id="t">{title}</title><desc id="d">{described}</desc>'
    )
    return head + "".join(parts) + "</svg>\n"


def _wrapped(text: str, width: int = 92) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = "    " + word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _drawn(box: Box, lines: list[str], top: int, height: int) -> str:
    middle, below, left = WIDTH // 2, top + height, PAD * 2
    text = "".join(_text(left + 20 * line.startswith("    "), top + PAD + LINE * (n + 2) - 4, line.strip())
                   for n, line in enumerate(lines))  # fmt: skip
    arrow = (
        f'<path d="M{middle} {below}v{GAP + LINE - 6}m-5-7l5 7l5-7" fill="none" stroke="#33475b" stroke-width="2"/>'
        + _text(middle + 14, below + LINE + 2, box.after)
    )
    return (
        f'<rect x="{PAD}" y="{top}" width="{WIDTH - 2 * PAD}" height="{height}" rx="6" fill="#f4f7f9" '
        'stroke="#33475b"/>'
        + _text(left, top + PAD + LINE - 6, box.title, ' font-weight="bold" font-size="16"')
        + text
        + (arrow if box.after else "")
    )


def _text(x: int, y: int, text: str, look: str = "") -> str:
    return f'<text x="{x}" y="{y}"{look}>{escape(text)}</text>'
