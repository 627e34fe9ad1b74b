"""The rooms of signed-in people: each a link, and the one where one is says so."""

from django import template
from django.forms.utils import flatatt
from django.template import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def hall(context: RequestContext, words: str, name: str, *args: object) -> SafeString:
    """A link to the room whose address begins those of all others."""
    address = reverse(name, args=args)
    return _link(words, address, context.request.path == address)


@register.simple_tag(takes_context=True)
def room(context: RequestContext, words: str, name: str, *args: object) -> SafeString:
    """A link to a room; whoever opened something in it is still there."""
    address = reverse(name, args=args)
    return _link(words, address, context.request.path.startswith(address))


def _link(words: str, address: str, is_here: bool) -> SafeString:
    # By their names in order: aria-current stands before href.
    named = flatatt({"aria-current": "true" if is_here else None, "href": address})
    return format_html("<a{}>{}</a>", named, words)
