/* Shows a conversion's report: verdict, counts, entries by severity. */
import { counted, element } from "./dom.js";

const VERDICTS = {
  lossless: ["Nothing is lost", "Everything that the session says is said by the result."],
  equivalent: ["Looks the same", "What differs a person would hardly see."],
  lossy: ["Some things look different", "All data is shown, but not everything looks as it did."],
  incomplete: ["Something will be missing", "Some data of the session will not be shown."],
};

/** What entries mean for the reader, as converter/loss/render.py has it for terminals; the first ones are open. */
const SECTIONS = [
  ["error", "Will not be shown"],
  ["warning", "Will look different"],
  ["info", "Will hardly be noticed"],
  ["assumed", "Was assumed"],
  ["notice", "Worth knowing"],
];
const OPEN = ["error", "warning"];
const LOSSES = ["approximated", "carried", "dropped"];

const EFFECTS = [
  ["kept", "said by the result with the same meaning"],
  ["approximated", "said with the nearest value there is"],
  ["carried", "not used, but comes home when converted back"],
  ["dropped", "not in the result"],
  ["superseded", "overruled by another part of the session"],
  ["structural", "only lays out the file"],
];

const AT_ONCE = 100;

/** What the report comes to, in two sentences. */
export function showVerdict(report, titles = {}) {
  const [title, meaning] = VERDICTS[report.verdict] ?? [report.verdict, ""];
  const source = titles[report.source?.format] ?? report.source?.format ?? "the file";
  const read = report.reports ? counted(report.reports.length, "session") : `Read as ${source}, ${counted(report.source?.facts ?? 0, "fact")}`;
  return element("div", { class: `verdict ${report.verdict}` },
    element("h2", {}, title),
    element("p", {}, `${meaning} ${read}${report.reports ? " merged" : ""}.`));
}

/** Counts and entries of the report; those of a merge session by session. */
export function showDetails(report) {
  if (report.reports) {
    return element("div", {}, showCounts(report.counts ?? {}), report.reports.map((one) => element("section", { class: "source" },
      element("h2", {}, one.source?.name ?? one.source?.format ?? "A session"), element("p", { class: "quiet" }, VERDICTS[one.verdict]?.[0] ?? one.verdict), showDetails(one))));
  }
  const entries = report.entries ?? [];
  return element("div", {},
    showCounts(report.counts ?? {}),
    SECTIONS.map(([section, heading]) => showGroup(section, heading, entries.filter((entry) => sectionOf(entry) === section))),
    entries.length === 0 && element("p", { class: "quiet" }, "There is nothing to report."));
}

function showCounts(counts) {
  const said = EFFECTS.filter(([effect]) => counts[effect] > 0);
  const bar = element("div", { class: "bar", "aria-hidden": "true" });
  for (const [effect] of said) {
    const part = element("span", { class: effect });
    part.style.flexGrow = counts[effect];
    bar.append(part);
  }
  const legend = said.map(([effect, meaning]) => element("li", { title: meaning },
    element("span", { class: `dot ${effect}`, "aria-hidden": "true" }), element("b", {}, counts[effect].toLocaleString("en")), ` ${effect}`));
  if (counts.assumed > 0) {
    legend.push(element("li", { title: "supplied, since the target needs it and the session doesn’t say it" },
      element("span", { class: "dot assumed", "aria-hidden": "true" }), element("b", {}, counts.assumed.toLocaleString("en")), " assumed"));
  }
  return element("div", { class: "counts" }, bar, element("ul", {}, legend));
}

/** Losses by severity; then what was assumed, unless the target is without it; then notices. */
function sectionOf(entry) {
  const isGrave = entry.severity === "error" || /\.(nearest|unsupported)$/.test(entry.code);
  if (LOSSES.includes(entry.effect) || (entry.effect === "assumed" && isGrave)) return entry.severity;
  return entry.effect === "assumed" ? "assumed" : "notice";
}

function showGroup(section, heading, entries) {
  if (entries.length === 0) return null;
  return element("details", { class: `group ${section}`, open: OPEN.includes(section) },
    element("summary", {}, element("h3", {}, heading), element("span", { class: "badge" }, entries.length.toLocaleString("en"))),
    showList(alike(entries), showAlike));
}

/** A list of which a part is shown at once, and more when asked for. */
function showList(items, show) {
  const list = element("ul", { class: "entries" });
  const more = element("button", { type: "button", class: "more", onclick: () => fill() });
  let shown = 0;
  function fill() {
    list.append(...items.slice(shown, shown + AT_ONCE).map(show));
    shown = Math.min(shown + AT_ONCE, items.length);
    more.hidden = shown >= items.length;
    more.textContent = `Show ${Math.min(AT_ONCE, items.length - shown)} of ${items.length - shown} more`;
  }
  fill();
  return [list, more];
}

/** Entries with the same message and advice, together; those that concern most first. */
function alike(entries) {
  const found = new Map();
  for (const entry of entries) {
    const key = JSON.stringify([entry.message, entry.hint]);
    if (found.has(key)) found.get(key).push(entry);
    else found.set(key, [entry]);
  }
  return [...found.values()].sort((one, other) => other.length - one.length);
}

/** The first of entries that are alike; the others are listed when somebody asks. */
function showAlike([first, ...others]) {
  const item = showEntry(first);
  if (others.length === 0) return item;
  const rest = element("details", { class: "alike" }, element("summary", {}, `${others.length.toLocaleString("en")} more like this`));
  rest.addEventListener("toggle", () => rest.append(...showList(others, showBare)), { once: true });
  item.append(rest);
  return item;
}

function showBare(entry) {
  return element("li", {}, change(entry), meta(entry));
}

function showEntry(entry) {
  return element("li", {},
    element("p", { class: "message" }, entry.message),
    change(entry),
    entry.hint && element("p", { class: "hint" }, entry.hint),
    meta(entry));
}

/** What became of the facts of an entry, the track that it is about, and where the source says it. */
function meta(entry) {
  const places = entry.places?.length > 1 ? ` and ${counted(entry.places.length - 1, "more place")}` : "";
  const line = entry.source?.line ? `line ${entry.source.line} · ` : "";
  return element("p", { class: "meta" },
    element("span", { class: `effect ${entry.effect}` }, entry.effect),
    entry.track && element("span", { class: "track" }, entry.track),
    entry.source?.path && element("code", {}, `${line}${entry.source.path}${places}`),
    element("code", { class: "code" }, entry.code));
}

function change(entry) {
  const texts = [entry.original, entry.emitted].map((value) => (value === null || value === undefined ? null : written(value)));
  if (texts[0] === null && texts[1] === null) return null;
  return element("p", { class: "change" },
    texts[0] !== null && element("code", { class: "was" }, texts[0]),
    element("span", { "aria-label": "becomes" }, " → "),
    texts[1] === null ? element("span", { class: "quiet" }, "nothing") : element("code", { class: "is" }, texts[1]));
}

function written(value) {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
