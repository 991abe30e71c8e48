"""HTML as a tree that compares equal whatever the white space and the order of attributes and classes."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"input", "br", "img", "hr", "meta", "link", "path"}


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root: list = ["root", {}]
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        node = [tag, {name: _value(name, value) for name, value in attrs}]
        self.open[-1].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open[-1][0] == tag, f"</{tag}> closes <{self.open[-1][0]}>"
            self.open.pop()

    def handle_data(self, data):
        if words := data.split():
            self.open[-1].append(" ".join(words))


def _value(name, value):
    return sorted(value.split()) if name == "class" and value else value or ""


def tree(html: str) -> list:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1][0]}> is not closed"
    return builder.root
