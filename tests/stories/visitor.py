"""Somebody with a browser that knows no JavaScript: reads pages, follows links, sends forms."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

NEVER_SEEN = {"template", "script", "style"}
WITHOUT_END = {"input", "img", "link", "meta", "br"}


class Visitor:
    """Holds one page at a time, and does only what the page offers."""

    def __init__(self):
        self._client = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
        self.page = None

    def open(self, address):
        return self._show(self._client.get(address, follow=True))

    def follow(self, words):
        """Click the first link that holds the words."""
        return self.open(self.page.link(words))

    def send(self, button, **filled):
        """Fill in the form that has this button, and press it."""
        form = self.page.form(button)
        ask = self._client.post if form.method == "post" else self._client.get
        data = form.filled(button, filled)
        return self._show(ask(form.action or self.page.address, data, follow=True))

    def fetch(self, address):
        """The bytes that lie there."""
        answer = self._client.get(address)
        assert answer.status_code == 200, address
        return answer.content

    def status(self, address):
        return self._client.get(address).status_code

    def _show(self, answer):
        self.page = Page(answer)
        return self.page


@dataclass
class Form:
    """Its values as they stand there, what may be chosen, and its buttons by their words."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def filled(self, button, filled):
        """What a browser sends: what stood there, what was filled in, the button pressed."""
        entered = {name: self._entered(name, value) for name, value in filled.items()}
        name, value = self.buttons[button]
        return self.values | entered | ({name: value} if name else {})

    def _entered(self, name, value):
        """True ticks a box."""
        choices = self.choices[name]
        if value is True:
            return choices
        assert not choices or value in choices, f"{value} is no choice for {name}"
        return value


class Page(HTMLParser):
    """What can be seen and done on a page."""

    def __init__(self, answer):
        super().__init__()
        self.status = answer.status_code
        self.address = answer.request["PATH_INFO"]
        self.links, self.pictures, self.forms = [], [], []
        self._words, self._begun, self._unseen = [], {}, []
        self.feed(answer.content.decode())
        self.text = joined(self._words)

    def says(self, words):
        return words in self.text

    def link(self, words):
        found = [address for text, address in self.links if words in text]
        assert found, f"no link {words}: {self.text}"
        return found[0]

    def form(self, button):
        found = [form for form in self.forms if button in form.buttons]
        assert found, f"no button {button}: {self.text}"
        return found[0]

    @property
    def buttons(self):
        return [words for form in self.forms for words in form.buttons]

    # Reading ------------------------------------------------------------------------------

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if self._unseen or tag in NEVER_SEEN or "hidden" in attributes:
            self._unseen += [tag] if tag not in WITHOUT_END else []
            return
        self._words.append(" ")
        self._begun[tag] = len(self._words), attributes
        getattr(self, f"_begin_{tag}", lambda attributes: None)(attributes)

    def handle_data(self, data):
        if not self._unseen:
            self._words.append(data)

    def handle_endtag(self, tag):
        if tag in self._unseen:
            while self._unseen.pop() != tag:
                pass
        elif tag in self._begun:
            begun, attributes = self._begun.pop(tag)
            end = getattr(self, f"_end_{tag}", lambda attributes, words: None)
            end(attributes, joined(self._words[begun:]))

    def _end_a(self, attributes, words):
        self.links.append((words, attributes.get("href", "")))

    def _begin_img(self, attributes):
        self.pictures.append(attributes.get("src", ""))

    def _begin_form(self, attributes):
        form = Form(attributes.get("action", ""), attributes.get("method", "get").lower())
        self.forms.append(form)

    def _begin_input(self, attributes):
        name, kind = attributes["name"], attributes.get("type", "text")
        form, value = self.forms[-1], attributes.get("value", "on")
        choices = form.choices.setdefault(name, [])
        if kind in ("checkbox", "radio"):
            choices.append(value)
        if kind not in ("checkbox", "radio", "file") or "checked" in attributes:
            form.values.setdefault(name, []).append(attributes.get("value", ""))

    def _end_textarea(self, attributes, words):
        self.forms[-1].choices[attributes["name"]] = []
        self.forms[-1].values[attributes["name"]] = [words]

    def _begin_select(self, attributes):
        self.forms[-1].choices[attributes["name"]] = []

    def _begin_option(self, attributes):
        name = self._begun["select"][1]["name"]
        form = self.forms[-1]
        form.choices[name].append(attributes["value"])
        if "selected" in attributes or name not in form.values:
            form.values[name] = [attributes["value"]]

    def _end_button(self, attributes, words):
        if attributes.get("type", "submit") == "submit":
            pressed = attributes.get("name", ""), attributes.get("value", "")
            self.forms[-1].buttons[words] = pressed


def joined(words):
    return " ".join("".join(words).split())


def show_my_report(visitor, code):
    """With the receipt code, typed by hand."""
    visitor.open("/en/")
    visitor.follow("I have a receipt code")
    return visitor.send("Show my report", receipt_code=code.lower())


def chosen(content, name="IMG_0001.jpg"):
    """A picture chosen in a form."""
    return SimpleUploadedFile(name, content, "image/jpeg")
