// Open a session in igv.js and tell what became of it. Everything waits for a bounded time.
'use strict'
window.judge = (() => {
  let browser
  const pause = ms => new Promise(done => setTimeout(done, ms))
  const late = ms => new Promise((_, fail) => setTimeout(() => fail(new Error(`not open after ${ms} ms`)), ms))

  /** Open the session at `url`; `genomes` are those known by id. The answer is null, or why it is not open. */
  async function open({ url, genomes, ms }) {
    igv.removeAllBrowsers()
    const place = Object.assign(document.createElement('div'), { id: 'place' })
    document.getElementById('place').replaceWith(place)
    const start = performance.now()
    try {
      browser = await Promise.race([igv.createBrowser(place, { genomes, loadDefaultGenomes: false, sessionURL: url }), late(ms)])
    } catch (error) {
      return String((error && error.message) || error)
    }
    for (let quiet = 0; quiet < 3 && performance.now() - start < ms; ) {
      await pause(40)
      quiet = browser.trackViews.some(view => view.viewports.some(port => port.loading)) ? 0 : quiet + 1
    }
    return browser.genome ? null : 'no genome'
  }

  /** Pixels of a canvas that are not white. */
  function ink(canvas) {
    if (!canvas || !canvas.width || !canvas.height) return 0
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let found = 0
    for (let at = 0; at < data.length; at += 4)
      if (data[at + 3] > 8 && Math.min(data[at], data[at + 1], data[at + 2]) <= 250) found++
    return found
  }

  function state() {
    const dialog = browser.alert && browser.alert.dialog
    return {
      alert: dialog && dialog.container.style.display !== 'none' ? dialog.body.innerText : null,
      session: JSON.parse(JSON.stringify(browser.toJSON())),
      loci: browser.currentLoci(),
      tracks: browser.trackViews.map(({ track, viewports }) => ({
        name: track.name,
        type: track.type,
        height: track.height,
        url: track.config && track.config.url,
        zoom: viewports.some(port => port.didPresentZoomInNotice && port.didPresentZoomInNotice()),
        ink: viewports.reduce((sum, port) => sum + ink(port.canvas), 0),
      })),
      regions: ((browser.roiManager && browser.roiManager.roiSets) || []).length,
    }
  }
  /** What igv.js' own reader makes of a session of IGV desktop. */
  async function convert({ url }) {
    if (!browser) {
      const fastaURL = `data:text/plain;base64,${btoa('>one\nACGT\n')}`
      browser = await igv.createBrowser(document.getElementById('place'), { loadDefaultGenomes: false, reference: { id: 'one', fastaURL } })
    }
    return JSON.parse(JSON.stringify(await browser.constructor.loadSessionFile({ url })))
  }
  return { open, state, convert }
})()
