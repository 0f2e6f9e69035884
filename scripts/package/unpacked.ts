import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assembleFolder } from '../lib/assemble.ts'
import { root } from '../lib/paths.ts'
import { run } from '../lib/programs.ts'
import { Failure, step } from '../lib/progress.ts'
import type { Runtime } from '../lib/runtime.ts'
import { installers, type Places } from './configuration.ts'
import { icns, ico, type Picture } from './icons.ts'
import { writeNotices } from './notices.ts'
import { partsOf } from './parts.ts'
import type { BuilderJob } from './run-builder.ts'

/** Where the unpacked app is, and in it what differs by system. */
export interface Unpacked {
  readonly folder: string
  readonly executable: string
  readonly resources: string
}

/** Makes the app as it is installed, and where they are asked for the installers of this system. */
export async function makeUnpacked(
  runtime: Runtime,
  places: Places,
  withInstallers: boolean
): Promise<Unpacked> {
  rmSync(places.output, { recursive: true, force: true })
  assembleFolder(runtime, places.app, { build: true })
  writeNotices(places.extras, partsOf(runtime, places.app))
  writeIcons(places.extras)
  const targets = ['dir', ...(withInstallers ? installers[system()] : [])]
  const job: BuilderJob = { runtime, places, targets }
  const what = withInstallers ? ` and ${installers[system()].join(', ')} (some minutes)` : ' (a few seconds)'
  await step(`Package: the unpacked app${what}`, async () => {
    const program = join(root, 'scripts/package/run-builder.ts')
    const { code, output } = await run(process.execPath, [program, JSON.stringify(job)])
    if (code !== 0)
      throw new Failure(`${output.trim()}\n\nelectron-builder ended (${code}); it says why above.`)
  })
  return unpackedIn(places.output)
}

/** Where electron-builder puts the unpacked app. */
function unpackedIn(output: string): Unpacked {
  const arm = process.arch === 'arm64' ? '-arm64' : ''
  if (system() === 'darwin') {
    const folder = join(output, `mac${arm}`)
    const contents = join(folder, 'Causerie.app/Contents')
    return { folder, executable: join(contents, 'MacOS/Causerie'), resources: join(contents, 'Resources') }
  }
  const isWindows = system() === 'win32'
  const folder = join(output, `${isWindows ? 'win' : 'linux'}${arm}-unpacked`)
  const executable = join(folder, isWindows ? 'Causerie.exe' : 'causerie')
  return { folder, executable, resources: join(folder, 'resources') }
}

function system(): keyof typeof installers {
  const { platform } = process
  return platform === 'win32' || platform === 'darwin' ? platform : 'linux'
}

function writeIcons(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256].map(picture('resources/icons'))))
  const forMac = [16, 32, 64, 128, 256, 512, 1024].map(picture('scripts/package/macos'))
  writeFileSync(join(folder, 'icon.icns'), icns(forMac))
}

function picture(folder: string): (side: number) => Picture {
  return (side) => ({ side, png: readFileSync(join(root, folder, `${side}x${side}.png`)) })
}
