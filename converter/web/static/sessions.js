/* The sessions that were chosen, in their order: one is converted, several are merged, and the first has the first word. */
import { element, size } from "./dom.js";

export class Sessions {
  /** `list`: the `<ol>` that shows them; `more`: what adds to it; `changed`: called when they are others. */
  constructor(list, more, changed) {
    this.list = list;
    this.more = more;
    this.changed = changed;
    this.files = [];
  }

  replace(files) {
    this.update([...files]);
  }

  add(files) {
    this.update([...this.files, ...files]);
  }

  /** Let a session change places with the one before it; the button stays under the finger that pressed it. */
  raise(at) {
    const files = [...this.files];
    [files[at - 1], files[at]] = [files[at], files[at - 1]];
    this.update(files);
    (this.button(at - 1, "raise") ?? this.button(at - 1, "remove")).focus();
  }

  remove(at) {
    this.update(this.files.filter((_, one) => one !== at));
    (this.button(Math.min(at, this.files.length - 1), "remove") ?? this.more).focus();
  }

  update(files) {
    this.files = files;
    this.list.replaceChildren(...(files.length > 1 ? files.map((file, at) => this.item(file, at)) : []));
    this.changed();
  }

  item(file, at) {
    return element("li", {},
      element("span", { class: "name" }, file.name), element("span", { class: "quiet" }, size(file.size)),
      at > 0 && element("button", { type: "button", class: "secondary", "data-does": "raise", "aria-label": `Move ${file.name} up`, onclick: () => this.raise(at) }, "Up"),
      element("button", { type: "button", class: "secondary", "data-does": "remove", "aria-label": `Remove ${file.name}`, onclick: () => this.remove(at) }, "Remove"));
  }

  button(at, does) {
    return this.list.children[at]?.querySelector(`[data-does="${does}"]`);
  }
}
