// Open a configuration with its session in JBrowse 2 and tell what became of it. Everything waits for a bounded time.
'use strict'
window.judge = (() => {
  const { createModel, createRoot, JBrowseApp, React } = window.JBrowseReactApp
  const pause = ms => new Promise(done => setTimeout(done, ms))
  const plain = value => JSON.parse(JSON.stringify(value))
  let root, page, tree, calls = { asked: 0, last: 0 }

  /** Count the calls to workers that are under way, and remember when the last began or ended. */
  function watch(manager) {
    const call = manager.call.bind(manager), own = (calls = { asked: 0, last: performance.now() })
    manager.call = async (...given) => {
      own.asked++
      own.last = performance.now()
      try {
        return await call(...given)
      } finally {
        own.asked--
        own.last = performance.now()
      }
    }
  }

  const ready = view => view.error || (view.views && view.views.length ? view.views.every(ready) : view.initialized !== false)
  const quiet = () =>
    root.session.views.every(ready) && !calls.asked && performance.now() - calls.last > 700 &&
    (!/^\s*(Loading|Downloading|Rendering)/m.test(document.body.innerText) || performance.now() - calls.last > 2500)

  /** Leave nothing of the session before, neither drawn nor under way nor kept for the next one. */
  function clear() {
    if (page) page.unmount()
    if (root) tree.destroy(root)
    page = root = undefined
    localStorage.clear()
  }

  /** The configuration without workers, which jbrowse-web has and this page has not: who computes changes nothing that is seen. */
  function alone(config) {
    const { rpc, ...configuration } = config.configuration || {}
    return { ...config, configuration }
  }

  /** Load and draw; the answer is null, or why it is not open. */
  async function open({ config, session, ms }) {
    const start = performance.now()
    try {
      clear()
      const { model, pluginManager } = createModel({ runtimePlugins: [standInPlugin] })
      tree = pluginManager.jbrequire('mobx-state-tree') || pluginManager.jbrequire('@jbrowse/mobx-state-tree')
      root = model.create({ jbrowse: alone(config), session: { name: 'empty' } }, { pluginManager })
      watch(root.rpcManager)
      pluginManager.setRootModel(root)
      pluginManager.configure()
      if (session) root.setSession(session)
      page = createRoot(document.getElementById('root'))
      page.render(React.createElement(JBrowseApp, { viewState: root }))
    } catch (error) {
      return String((error && error.message) || error)
    }
    calls.last = performance.now()
    while (performance.now() - start < ms && !quiet()) await pause(100)
    return null
  }

  const texts = errors => errors.filter(Boolean).map(error => String(error.message || error))

  function display(one) {
    const blocks = one.blockState ? [...one.blockState.values()] : []
    return { type: one.type, errors: texts([one.error, ...blocks.map(block => block.error)]), far: one.regionTooLarge === true }
  }

  const track = one => ({ id: one.configuration.trackId, name: String(one.name), displays: (one.displays || []).map(display) })

  function view(one) {
    const blocks = (one.initialized !== false && one.dynamicBlocks && one.dynamicBlocks.contentBlocks) || []
    return {
      type: one.type,
      errors: texts([one.error]),
      loci: blocks.map(({ refName, start, end }) => ({ refName, start, end })),
      tracks: (one.tracks || []).map(track),
      views: (one.views || []).map(view),
    }
  }

  /** The session as JBrowse would export it, what each view shows, and the messages that a person sees. */
  const state = () => ({
    session: plain(tree.getSnapshot(root.session)),
    views: root.session.views.map(view),
    messages: (root.session.snackbarMessages || []).map(one => String(one.message)),
  })

  /** For each track on the page, whether anything that is not white or clear is drawn in its canvases, or any shape is there. */
  async function ink() {
    const found = {}
    for (const box of document.querySelectorAll('[data-testid^="trackRenderingContainer"]')) {
      const name = box.dataset.testid
      const shapes = box.querySelectorAll('svg rect, svg path, svg polygon, svg line, svg text').length
      found[name] = shapes + [...box.querySelectorAll('canvas')].reduce((sum, one) => sum + dark(one), 0)
    }
    return found
  }

  function dark(canvas) {
    if (!canvas.width || !canvas.height) return 0
    try {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      let count = 0
      for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 8 && Math.min(data[at], data[at + 1], data[at + 2]) < 250) count++
      return count
    } catch {
      return 1
    }
  }
  return { open, state, ink }
})()
