/* The page that converts a session, or merges several: form, calls, result. */
import { element, size } from "./dom.js";
import { showDetails, showVerdict } from "./report.js";
import { Sessions } from "./sessions.js";

const at = (id) => document.getElementById(id);
const drop = at("drop");
const result = at("result");
const choices = ["from", "shape", "profile", "tracks", "genome", "locus"];
let formats = [];
const sessions = new Sessions(at("sessions"), at("more"), taken);
let links = [];
let latest = 0;

/** Files are kept apart from their inputs, so that dropped ones and chosen ones are the same. */
function taken() {
  const { files } = sessions;
  const [first] = files;
  at("drop-title").textContent = merges() ? `${files.length} sessions, which become one` : first.name;
  at("drop-note").textContent = `${merges() ? "" : `${size(first.size)}. `}Drop or choose others at any time.`;
  drop.classList.add("has-file");
  at("merging").hidden = !merges();
  at("from").closest("label").hidden = merges();
  at("add").hidden = at("go").disabled = false;
  at("go").textContent = merges() ? "Merge" : "Convert";
  convert();
}

function merges() {
  return sessions.files.length > 1;
}

/** Takes what an input holds, and empties it, so that choosing the same file again, edited, is a change. */
function choose(input, take) {
  input.addEventListener("change", () => {
    if (input.files.length > 0) take([...input.files]);
    input.value = "";
  });
}

function query() {
  const said = new URLSearchParams({ to: at("to").value });
  for (const name of choices) {
    if (at(name).value.trim() !== "" && !(name === "from" && merges())) said.set(name, at(name).value.trim());
  }
  for (const rule of at("rewrite").value.split("\n")) {
    if (rule.trim() !== "") said.append("rewrite", rule.trim());
  }
  if (!at("carry").checked) said.set("carry", "false");
  return said;
}

async function call(path, said) {
  const form = new FormData();
  for (const file of sessions.files) form.append("file", file);
  if (at("config").files.length > 0) form.append("config", at("config").files[0]);
  const response = await fetch(`${path}?${said}`, { method: "POST", body: form });
  if (response.ok) return response;
  const type = response.headers.get("Content-Type") ?? "";
  throw type.startsWith("application/problem+json") ? await response.json() : { title: response.statusText, detail: "The service can’t be used now." };
}

/** Ask for the document as it is, byte for byte, and for its report. */
async function convert() {
  const turn = ++latest;
  at("status").textContent = merges() ? "Merging …" : "Converting …";
  document.body.classList.add("busy");
  try {
    const said = query();
    const asDocument = new URLSearchParams(said);
    asDocument.set("as", "document");
    const [path, reporting] = merges() ? ["v1/merge", "v1/merge"] : ["v1/convert", "v1/report"];
    const [converted, reported] = await Promise.all([call(path, asDocument), call(reporting, said)]);
    const [blob, told] = [await converted.blob(), await reported.json()];
    const report = merges() ? told.report : told;
    const text = JSON.stringify(report, null, 2);
    if (turn === latest) show([[showVerdict(report, titles()), downloads(converted, blob, text)], showDetails(report)], merges() ? "Merged." : "Converted.");
  } catch (problem) {
    if (turn === latest) show([showProblem(problem)], merges() ? "Not merged." : "Not converted.");
  } finally {
    if (turn === latest) document.body.classList.remove("busy");
  }
}

function show(parts, word) {
  result.replaceChildren(...parts.map((part) => element("div", { class: "card" }, part)));
  result.hidden = false;
  at("status").textContent = word;
  if (document.activeElement.closest("#merging, #add")) return; // who puts sessions in order goes on with it
  result.focus({ preventScroll: true });
  result.firstElementChild.scrollIntoView({ block: "nearest" });
}

function downloads(response, blob, report) {
  links.forEach((link) => URL.revokeObjectURL(link));
  const name = filename(response.headers.get("Content-Disposition") ?? "");
  links = [URL.createObjectURL(blob), URL.createObjectURL(new Blob([report], { type: "application/json" }))];
  return element("div", { class: "downloads" },
    element("a", { class: "primary", href: links[0], download: name }, `Download ${name}`),
    navigator.clipboard && element("button", { class: "secondary", type: "button", onclick: (event) => copy(event.currentTarget, blob) }, "Copy"),
    element("span", { class: "quiet" }, size(blob.size)),
    element("a", { class: "secondary", href: links[1], download: `${name}.report.json` }, "Download the report"));
}

/** The clipboard is there on secure pages only; the browser may still refuse. */
async function copy(button, blob) {
  try {
    await navigator.clipboard.writeText(await blob.text());
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not copied";
  }
}

function filename(disposition) {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition);
  if (encoded) return decodeURIComponent(encoded[1]);
  return /filename="([^"]*)"/.exec(disposition)?.[1] ?? "session";
}

function showProblem(problem) {
  const where = [problem.path, problem.line && `line ${problem.line}`, problem.column && `column ${problem.column}`].filter(Boolean).join(", ");
  return element("div", { class: "problem", role: "alert" },
    element("h2", {}, merges() ? "These can’t be merged" : "This can’t be converted"),
    element("p", {}, problem.detail ?? "The service can’t be reached."),
    where && element("p", {}, element("code", {}, where)),
    problem.hint && element("p", { class: "hint" }, problem.hint),
    problem.code && element("p", { class: "meta" }, element("code", { class: "code" }, problem.code)));
}

const option = (value, text) => element("option", { value }, text);

function list(id, values, usual) {
  at(id).replaceChildren(option("", usual ? `${usual} (usual)` : "the usual one"), ...values.filter((value) => value !== usual).map((value) => option(value, value)));
  at(id).closest("label").hidden = values.length < 2;
}

function fitOptions() {
  const format = formats.find((one) => one.id === at("to").value);
  list("shape", format?.shapes ?? [], format?.default_shape);
  list("profile", format?.profiles ?? [], format?.default_profile);
}

/** What the formats are called, by id. */
function titles() {
  return Object.fromEntries(formats.map((one) => [one.id, one.title]));
}

async function listFormats() {
  const response = await fetch("v1/formats");
  if (!response.ok) throw new Error(response.statusText);
  formats = (await response.json()).formats;
  at("to").append(...formats.filter((one) => one.writes).map((one) => option(one.id, one.title)));
  at("from").append(...formats.filter((one) => one.reads).map((one) => option(one.id, one.title)));
  const usual = formats.find((one) => one.id === "jbrowse2" && one.writes);
  if (usual) at("to").value = usual.id;
  fitOptions();
}

choose(at("file"), (files) => sessions.replace(files));
choose(at("more"), (files) => sessions.add(files));
at("to").addEventListener("change", () => { fitOptions(); if (sessions.files.length > 0) convert(); });
at("form").addEventListener("submit", (event) => { event.preventDefault(); if (sessions.files.length > 0) convert(); });
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length > 0) sessions.replace(event.dataTransfer.files);
  });
}
listFormats().catch(() => { at("status").textContent = "The list of formats can’t be loaded; is the service running?"; });
