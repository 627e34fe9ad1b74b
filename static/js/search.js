// Names while one types: the search box becomes a combobox whose options are links to places.
// Without this file the form leads to the page of results.

const SHORTEST = 2;
const PAUSE = 150; // milliseconds after the last letter

class Suggestions {
  #timer = 0;
  #request = null;
  #asked = "";
  #active = -1;

  constructor(form) {
    this.form = form;
    this.input = form.querySelector("[type=search]");
    this.list = form.querySelector(".search__found");
    this.status = form.querySelector("[role=status]");
    this.list.setAttribute("role", "listbox");
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.addEventListener("input", () => this.#wait());
    this.input.addEventListener("keydown", (event) => this.#press(event));
    this.input.addEventListener("blur", () => this.#close());
    // A touched option would lose its list to the blur before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.form.addEventListener("submit", () => this.#close());
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(this.input.value.trim()), PAUSE);
  }

  async #ask(words) {
    this.#request?.abort();
    this.#asked = words;
    if (words.length < SHORTEST) return this.#close();
    const address = new URL(this.form.dataset.search, location.href);
    address.searchParams.set("q", words);
    this.#request = new AbortController();
    try {
      const answer = await fetch(address, { signal: this.#request.signal, credentials: "omit" });
      if (answer.ok) this.#show(words, await answer.json());
    } catch {
      // The network is gone, or newer letters came: the form still works.
    }
  }

  #show(words, { said, places }) {
    if (words !== this.#asked || document.activeElement !== this.input) return;
    this.list.replaceChildren(...places.map((place, at) => this.#option(place, at)));
    this.status.textContent = said;
    this.#choose(-1);
    this.#open(places.length > 0);
  }

  #option({ name, above, former, url }, at) {
    const option = document.createElement("a");
    option.id = `${this.list.id}-${at}`;
    option.setAttribute("role", "option");
    option.href = url;
    option.tabIndex = -1;
    option.append(name);
    for (const text of [former, above].filter(Boolean)) {
      const note = document.createElement("span");
      note.className = "rows__note rows__note--under";
      note.textContent = text;
      option.append(note);
    }
    return option;
  }

  #press(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) return;
    if (event.key in moves && this.list.children.length) {
      event.preventDefault();
      this.#open(true);
      this.#move(moves[event.key]);
    } else if (event.key === "Enter" && this.#active >= 0) {
      event.preventDefault();
      this.list.children[this.#active].click();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.#close();
    }
  }

  /** Down from the box to the first option, from the last one back to the box. */
  #move(step) {
    const places = this.list.children.length + 1;
    this.#choose(((this.#active + 1 + step + places) % places) - 1);
  }

  #choose(at) {
    this.#active = at;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(index === at));
    }
    const chosen = this.list.children[at];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#choose(-1);
    this.#open(false);
  }
}

for (const form of document.querySelectorAll("[data-search]")) new Suggestions(form);
