/* Shows openapi.json to people: each route with its parameters, its body and its answers. */
import { element } from "./dom.js";

let components = {};

function anchor(method, path) {
  return `${method}${path}`.replace(/[^A-Za-z0-9]+/g, "-");
}

/** A schema in a few words, its reference by name. */
function words(schema) {
  if (!schema || Object.keys(schema).length === 0) return "anything";
  if (schema.$ref) {
    const name = schema.$ref.split("/").pop();
    return components[name]?.enum ? components[name].enum.join(" | ") : name;
  }
  if (schema.enum) return schema.enum.join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  if (schema.anyOf) return schema.anyOf.map(words).join(" or ");
  if (schema.type === "array") return `list of ${words(schema.items)}`;
  const least = schema.minimum === undefined ? "" : `, at least ${schema.minimum}`;
  const most = schema.maximum === undefined ? "" : `, at most ${schema.maximum}`;
  return `${schema.type ?? "value"}${least}${most}`;
}

function table(caption, head, rows) {
  if (rows.length === 0) return null;
  return element("div", { class: "scroll" }, element("table", {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, head.map((text) => element("th", { scope: "col" }, text)))),
    element("tbody", {}, rows.map((cells) => element("tr", {}, cells.map((cell) => element("td", {}, cell)))))));
}

function name(text, required) {
  return element("span", {}, element("code", {}, text), required && element("span", { class: "required" }, " required"));
}

function usual(schema) {
  return schema?.default === undefined ? "" : element("code", {}, String(schema.default));
}

function parameters(operation) {
  const rows = (operation.parameters ?? []).map((one) => [name(one.name, one.required), words(one.schema), usual(one.schema), one.description ?? ""]);
  return table("Parameters", ["Name", "Value", "Unless given", "What it does"], rows);
}

function body(operation) {
  if (!operation.requestBody) return null;
  const form = operation.requestBody.content["multipart/form-data"]?.schema;
  const rows = Object.entries(form?.properties ?? {}).map(([field, schema]) => [name(field, form.required?.includes(field)), schema.description ?? ""]);
  return element("div", {}, element("h3", {}, "Body"), element("p", {}, operation.requestBody.description), table("Multipart fields", ["Field", "What it is"], rows));
}

function answers(operation) {
  const rows = Object.entries(operation.responses).map(([status, answer]) => [
    element("code", {}, status), answer.description, Object.entries(answer.content ?? {}).map(([type, { schema }]) => `${type}: ${words(schema)}`).join("; ")]);
  return table("Answers", ["Status", "Meaning", "Content"], rows);
}

function example(method, path, operation) {
  const address = new URL(path.slice(1), document.baseURI).href;
  const to = operation.parameters?.find((one) => one.name === "to");
  const query = to ? `?to=${to.schema.enum[0]}` : "";
  return element("pre", {}, element("code", {}, method === "post" ? `curl --data-binary @session '${address}${query}'` : `curl '${address}'`));
}

function route(path, method, operation) {
  return element("section", { class: "card route", id: anchor(method, path) },
    element("h2", {}, element("span", { class: `method ${method}` }, method.toUpperCase()), " ", element("code", {}, path)),
    element("p", {}, operation.summary), example(method, path, operation), parameters(operation), body(operation), answers(operation));
}

async function show() {
  const description = await (await fetch("openapi.json")).json();
  components = description.components.schemas;
  document.getElementById("description").textContent = `${description.info.description} Version ${description.info.version}.`;
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      document.getElementById("contents").append(
        element("a", { href: `#${anchor(method, path)}` }, element("span", { class: `method ${method}` }, method.toUpperCase()), ` ${path}`));
      document.getElementById("routes").append(route(path, method, operation));
    }
  }
}

show().catch(() => { document.getElementById("routes").replaceChildren(element("p", { class: "card problem" }, "openapi.json can’t be loaded.")); });
