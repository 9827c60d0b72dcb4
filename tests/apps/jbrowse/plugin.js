// A plugin that stands in for those that sessions name and that are not at hand: it brings their types, each like one of
// JBrowse itself. Types of plugins that no session names are not among them: without its plugin JBrowse opens none of these.
'use strict'
var standInPlugin = (() => {
  const ACCOUNTS = { ModifyHTTPHeadersInternetAccount: 'ExternalTokenInternetAccount' }

  const like = (type, name, pluginManager) => {
    const { ConfigurationSchema } = pluginManager.jbrequire('@jbrowse/core/configuration')
    const options = { explicitlyTyped: true, explicitIdentifier: 'internetAccountId' }
    return Object.assign(Object.create(type), { name, configSchema: ConfigurationSchema(name, {}, options) })
  }

  return class StandInPlugin {
    name = 'StandInPlugin'
    version = '0'
    install(pluginManager) {
      for (const [name, known] of Object.entries(ACCOUNTS))
        pluginManager.addInternetAccountType(() => like(pluginManager.getInternetAccountType(known), name, pluginManager))
    }
    configure() {}
  }
})()
if (typeof module === 'object') module.exports = standInPlugin
