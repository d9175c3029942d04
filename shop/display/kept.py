"""{% kept name=value … %}…{% endkept %}: a piece of page drawn once a minute in each process.

The block sees the values that it names and nothing else of the page: no request, no person,
no CSRF token. What one visitor is shown can therefore never hold what belongs to another,
unless it was named; and whatever is named, with the language, tells the pieces apart.
"""

from __future__ import annotations

from typing import TypeAlias

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from shop.browse.remembering import remembered

MOST = 2000  # of each place: one that has many does not push out the others
Key: TypeAlias = "tuple[object, ...]"


class KeptNode(Node):
    def __init__(self, told: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.pieces = remembered(seconds=60)(_nothing)
        self.told = told
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        values = {
            name: told.resolve(context, ignore_failures=True) for name, told in self.told.items()
        }
        # As text: a lazy value would hold on to its request.
        key = (get_language(), *map(str, values.values()))
        pieces = self.pieces()
        html = pieces.get(key)
        if html is None:
            if len(pieces) >= MOST:
                pieces.clear()
            html = pieces[key] = self.nodelist.render(context.new(values))
        return html


def _nothing() -> dict[Key, SafeString]:
    return {}


def parse_kept(parser: Parser, token: Token) -> KeptNode:
    bits = token.split_contents()[1:]
    told = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"kept takes name=value only, not {' '.join(bits)}")
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(told, nodelist)
