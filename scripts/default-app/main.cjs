/**
 * What Electron's own default app does for `electron [-r module] <folder>`, and nothing more, because the
 * runtime of the npm registry has none. It requires the entry and does not import it: the app's main file must
 * run before `ready`, or registering schemes and enabling the sandbox would throw.
 */
const { app } = require('electron')
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const args = process.argv.slice(1)
for (;;) {
  if (args[0] === '-r' || args[0] === '--require') require(resolve(args.splice(0, 2)[1]))
  else if (args[0]?.startsWith('-')) args.shift()
  else break
}
if (args[0] === undefined) {
  console.error('usage: electron <app folder>')
  process.exit(1)
}

const folder = resolve(args[0])
const { name, productName, version, desktopName, main } = JSON.parse(
  readFileSync(join(folder, 'package.json'), 'utf8')
)
app.name = productName ?? name
if (version) app.setVersion(version)
if (desktopName) app.setDesktopName(desktopName)
app.setAppPath(folder)
process.defaultApp = true
try {
  require(join(folder, main ?? 'index.js'))
} catch (error) {
  console.error(error)
  process.exit(1)
}
