/**
 * `npm run package`: makes the app as it is installed, unpacked and on Debian and its descendants as a .deb.
 * `-- --installers` makes those of this system as well; electron-builder downloads what it needs for them.
 */
import { Failure } from './lib/progress.ts'
import { runVerb } from './lib/verb.ts'
import { ensurePackage, makeInstallers } from './package/package.ts'
import { report } from './package/report.ts'

runVerb(async () => {
  const args = process.argv.slice(2)
  const unknown = args.find((arg) => arg !== '--installers')
  if (unknown !== undefined) throw new Failure(`"${unknown}" is not known here. There is only --installers.`)
  const made = args.length > 0 ? await makeInstallers() : await ensurePackage()
  process.stdout.write(report(made))
  return 0
})
