"""The procedure as a picture: an SVG with title and description, so that it says the same to whoever cannot see it."""

from __future__ import annotations

from html import escape
from textwrap import wrap

from putright.core.publishing import shapes as s

WIDTH, PAD, GAP, LINE = 720, 20, 30, 23
INK, TINT, WHITE = "#16232a", "#f1f4f5", "#ffffff"
MIDDLE = 'text-anchor="middle"'
LEFT = 250
"""Where the words begin: the time stands before them."""


def svg(block: s.Steps, document: s.Document) -> str:
    """The steps one below another, each with its time; `role="img"`, read as its title and description."""
    colour = escape(document.colour or "#0f4c5c")
    parts, top = [], PAD
    for number, step in enumerate(block.items, 1):
        drawn, height = _step(number, step, top, colour)
        parts.append(drawn)
        top += height + GAP
        if number < len(block.items):
            parts.append(_arrow(top - GAP, colour))
    title = escape(f"{document.organisation}: {document.title}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top - GAP + PAD}" role="img" '
        f'lang="{escape(document.language)}" aria-labelledby="picture-title picture-text" '
        'font-family="Atkinson Hyperlegible Next, Verdana, sans-serif" font-size="17">'
        f'<title id="picture-title">{title}</title><desc id="picture-text">{escape(equivalent(block))}</desc>'
        f"{''.join(parts)}</svg>\n"
    )


def equivalent(block: s.Steps) -> str:
    """What the picture says, in words."""
    return " ".join(f"Step {n}. {_sentence(step)}" for n, step in enumerate(block.items, 1))


def _sentence(step: s.Step) -> str:
    title, *rest = s.step_texts(step)
    said = [*rest[: len(rest) - len(step.lines)], *(s.ended(line.text) for line in step.lines)]
    return " ".join([title if title[-1] in "?!." else f"{title}:" if step.big else f"{title}.", *said])


def _step(number: int, step: s.Step, top: int, colour: str) -> tuple[str, int]:
    titles = wrap(step.title, 44)
    lines = [part for line in step.lines for part in wrap(line.text, 50)]
    height = max(PAD * 2 + LINE * (len(titles) + len(lines)), 104 if step.big else 72)
    ground, edge = (WHITE, f' stroke="{colour}" stroke-width="2"') if step.theirs else (TINT, "")
    parts = [f'<rect x="2" y="{top}" width="{WIDTH - 4}" height="{height}" rx="10" fill="{ground}"{edge}/>']
    parts.append(f'<circle cx="40" cy="{top + height // 2}" r="20" fill="{colour}"/>')
    parts.append(_text(40, top + height // 2 + 7, str(number), f'fill="{WHITE}" font-weight="bold" {MIDDLE}'))
    if step.big:
        big = f'fill="{colour}" font-weight="bold" text-anchor="middle" font-size="44"'
        parts.append(_text(150, top + height // 2 + 6, str(step.big.number), big))
        unit = f'fill="{INK}" text-anchor="middle"'
        parts.append(_text(150, top + height // 2 + 32, step.unit, unit))
    at = top + (height - LINE * (len(titles) + len(lines))) // 2 + 17
    for n, text in enumerate(titles + lines):
        weight = ' font-weight="bold"' if n < len(titles) else ""
        parts.append(_text(LEFT, at + LINE * n, text, f'fill="{INK}"{weight}'))
    return "".join(parts), height


def _arrow(top: int, colour: str) -> str:
    return f'<path d="M40 {top + 4}v{GAP - 10}m-7-8l7 8l7-8" fill="none" stroke="{colour}" stroke-width="3"/>'


def _text(x: int, y: int, text: str, look: str) -> str:
    return f'<text x="{x}" y="{y}" {look}>{escape(text)}</text>'
