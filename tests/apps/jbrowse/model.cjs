// Load documents into JBrowse's own model, without a browser: node model.cjs BUNDLE
// Standard input: one document a line, {"id", "config", "session"}. Standard output: one verdict a line, in the same order:
//   {"id", "error", "stage", "where", "tracks": {trackId: error}, "ignored": [path], "state", "configs": {trackId: state}}
// The bundle wants a page; what it touches while it starts is stood in for by objects that accept everything.
'use strict'
const fs = require('fs')
const readline = require('readline')
const vm = require('vm')

/** An object that has every property, can be called, and turns into an empty text. */
function anything() {
  const answers = { style: {}, length: 0, [Symbol.toPrimitive]: () => '' }
  return new Proxy(function () {}, {
    get: (_, key) => (key in answers ? answers[key] : anything()),
    set: () => true,
    apply: () => anything(),
    construct: () => anything(),
  })
}

/** What a page offers, as far as the bundle asks for it at start-up. */
function makePage() {
  const held = new Map()
  const nothing = () => undefined
  class Node { observe() {} disconnect() {} }
  const address = { href: 'http://localhost/', origin: 'http://localhost', protocol: 'http:', host: 'localhost', search: '', hash: '' }
  const page = {
    self: globalThis,
    window: globalThis,
    location: address,
    localStorage: {
      getItem: key => (held.has(key) ? held.get(key) : null),
      setItem: (key, value) => held.set(key, `${value}`),
      removeItem: key => held.delete(key),
      clear: () => held.clear(),
    },
    document: Object.assign(Object.create(anything()), {
      cookie: '', currentScript: { src: 'http://localhost/app.js', tagName: 'SCRIPT' }, documentElement: { style: {} },
      querySelector: () => null, querySelectorAll: () => [], getElementsByTagName: () => [],
    }),
    navigator: { userAgent: 'node', platform: '', language: 'en' },
    addEventListener: nothing,
    removeEventListener: nothing,
    dispatchEvent: nothing,
    requestAnimationFrame: call => setTimeout(call, 0),
    getComputedStyle: () => ({}),
    matchMedia: () => ({ matches: false, addListener: nothing, addEventListener: nothing, removeEventListener: nothing }),
  }
  for (const name of ['Node', 'Element', 'HTMLElement', 'HTMLIFrameElement', 'SVGElement', 'Image', 'MutationObserver', 'ResizeObserver'])
    page[name] = Node
  for (const [name, value] of Object.entries(page))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

function loadBundle(file) {
  const wrapped = `(function (module, exports, require, define) {${fs.readFileSync(file, 'utf8')}\n})`
  vm.runInThisContext(wrapped, { filename: file }).call(globalThis)
  const app = globalThis.JBrowseReactApp
  const { model, pluginManager } = app.createModel({ runtimePlugins: [require('./plugin.js')] })
  for (const name of ['@jbrowse/mobx-state-tree', 'mobx-state-tree']) {
    const tree = (() => { try { return pluginManager.jbrequire(name) } catch { return undefined } })()
    if (tree && tree.getSnapshot) return { model, pluginManager, tree }
  }
  throw new Error('the bundle has no state tree')
}

makePage()
const { model, pluginManager, tree } = loadBundle(process.argv[2])
const plain = value => (value === undefined ? null : JSON.parse(JSON.stringify(value)))
const words = error => String(error && error.message).slice(0, 400)
const RENAMED = /PreConfig$/ // a document says `height`, the living display holds it as `heightPreConfig`
let configured = false

/** The places where a snapshot is not what its type asks for, the deepest first: that branch of the union got furthest. */
function mismatches(type, snapshot) {
  const found = type.validate(snapshot, [{ path: '', type }])
  const places = found.map(one => one.context.map(step => step.path).filter(Boolean).join('/'))
  return [...new Set(places)].sort((one, other) => other.split('/').length - one.split('/').length).slice(0, 3)
}

/** Paths of what a document says and the living model has no property for. */
function ignored(said, live, path, out) {
  if (!said || typeof said !== 'object' || !live || typeof live !== 'object' || !tree.isStateTreeNode(live)) return
  const type = tree.getType(live)
  if (tree.isArrayType(type)) { [].concat(said).forEach((one, at) => ignored(one, live[at], `${path}/${at}`, out)); return }
  if (tree.isMapType(type)) { for (const key of Object.keys(said)) ignored(said[key], live.get(key), `${path}/${key}`, out); return }
  const known = tree.isModelType(type) ? new Set(Object.keys(tree.getPropertyMembers(live).properties)) : null
  if (known && known.has('value')) return // a slot of a configuration: its value is its own
  for (const [key, value] of Object.entries(said)) {
    if (known && !known.has(key) && !known.has(`${key}PreConfig`) && key !== 'type') out.push(`${path}/${key}`)
    else ignored(value, live[key], `${path}/${key}`, out)
  }
}

/** The state of a living object with all its defaults, which a snapshot leaves out; what it refers to stays a reference. */
function whole(live, parent) {
  if (!live || typeof live !== 'object' || !tree.isStateTreeNode(live)) return plain(live)
  const type = tree.getType(live)
  if (parent && !(tree.hasParent(live) && tree.getParent(live) === parent)) return tree.getIdentifier(live)
  if (tree.isArrayType(type)) return live.map(one => whole(one, live))
  if (tree.isMapType(type)) return Object.fromEntries([...live.entries()].map(([key, one]) => [key, whole(one, live)]))
  if (!tree.isModelType(type)) return plain(tree.getSnapshot(live))
  const names = Object.keys(tree.getPropertyMembers(live).properties)
  if (names.includes('value')) return whole(live.value, live)
  const said = names.filter(name => live[name] !== undefined)
  return Object.fromEntries(said.map(name => [name.replace(RENAMED, ''), whole(live[name], live)]))
}

/** The configuration of a track with its defaults, and of its displays those alone that the document speaks of. */
function meant(said, live) {
  const spoken = new Set((said.displays || []).map(one => one.type))
  const displays = (live.displays || []).filter(one => spoken.has(one.type)).map(one => whole(one, live.displays))
  const names = Object.keys(tree.getPropertyMembers(live).properties).filter(name => name !== 'displays' && name in said)
  return { ...Object.fromEntries(names.map(name => [name, whole(live[name], live)])), displays }
}

/** One configuration made from what a document says, as JBrowse does when the track is shown. */
function hydrate(schema, said, path, verdict) {
  const type = pluginManager.pluggableConfigSchemaType(schema)
  try {
    const live = type.create(plain(said), { pluginManager })
    ignored(said, live, path, verdict.ignored)
    verdict.configs[said.trackId || path] = meant(said, live)
    tree.destroy(live)
  } catch (error) {
    verdict.tracks[said.trackId || path] = `${words(error)} ${(() => { try { return mismatches(type, said) } catch { return '' } })()}`
  }
}

function judge({ id, config, session }) {
  const verdict = { id, error: null, stage: 'config', where: [], tracks: {}, ignored: [], state: null, configs: {} }
  globalThis.localStorage.clear()
  let root
  try {
    root = model.create({ jbrowse: plain(config), session: { name: 'empty' } }, { pluginManager })
    pluginManager.setRootModel(root)
    if (!configured) { pluginManager.configure(); configured = true }
    ;(config.assemblies || []).forEach((one, at) => ignored(one, root.jbrowse.assemblies[at], `/assemblies/${at}`, verdict.ignored))
    ;(config.tracks || []).forEach((one, at) => hydrate('track', one, `/tracks/${at}`, verdict))
    verdict.stage = 'session'
    if (session) show(root, session, verdict)
  } catch (error) {
    verdict.error = words(error)
  } finally {
    if (root) tree.destroy(root)
  }
  return verdict
}

function show(root, session, verdict) {
  try {
    root.setSession(plain(session))
  } catch (error) {
    const type = tree.getType(root.session)
    verdict.where = mismatches(type, session)
    throw error
  }
  ignored(session, root.session, '/session', verdict.ignored)
  verdict.state = whole(root.session)
}

readline.createInterface({ input: process.stdin }).on('line', line => {
  if (line) process.stdout.write(`${JSON.stringify(judge(JSON.parse(line)))}\n`)
}).on('close', () => process.stdout.write('', () => process.exit(0)))
