import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { beforeAll, describe, expect, it } from 'vitest'
import { root } from '../lib/paths.ts'
import { run } from '../lib/programs.ts'
import { LICENCES_FILE, SBOM_FILE } from './notices.ts'
import { ensurePackage, type Package } from './package.ts'
import { partsOf } from './parts.ts'
import { report } from './report.ts'

let made: Package
// Electron may have to be fetched and the app to be built first.
beforeAll(async () => {
  made = await ensurePackage()
}, 600_000)

const { ENABLE, DISABLE } = FuseState
const inResources = (name: string): string => join(made.unpacked.resources, name)

describe('the unpacked app', () => {
  it('has its fuses as they were asked for', async () => {
    const wire = await getCurrentFuseWire(made.unpacked.executable)
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: DISABLE,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: DISABLE,
      [FuseV1Options.EnableNodeCliInspectArguments]: DISABLE,
      [FuseV1Options.EnableCookieEncryption]: made.runtime.kind === 'official' ? ENABLE : DISABLE,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: ENABLE,
      [FuseV1Options.OnlyLoadAppFromAsar]: ENABLE,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: DISABLE,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: DISABLE
    })
  })

  it('holds only what it needs', () => {
    const expected =
      /^(package\.json|out\/main\/.+\.cjs|out\/preload\/index\.cjs|out\/renderer\/(index\.html|assets\/[^/]+\.(js|css|woff2))|resources\/icons\/512x512\.png|resources\/tray\/[^/]+\.png|node_modules\/.+\.(js|json|cjs|mjs|node))$/
    const files = listPackage(inResources('app.asar'), { isPack: false })
      .map((path) => path.slice(1).replaceAll('\\', '/'))
      .filter((path) => /\.[^/]+$/.test(path) && !/^node_modules\/[^/]+$/.test(path))
    expect(files.filter((file) => !expected.test(file))).toEqual([])
    expect(files).toContain('out/main/index.cjs')
    expect(files.filter((file) => /(^|\/)(test|deps|src|docs)\/|\.test\./.test(file))).toEqual([])
  })

  it('has its native modules beside the archive, for this system alone', () => {
    const folder = inResources('app.asar.unpacked')
    const natives = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      statSync(join(folder, file)).isFile()
    )
    expect(natives.every((file) => file.endsWith('.node'))).toBe(true)
    for (const name of [/better.sqlite3/, /argon2/]) {
      expect(natives.filter((file) => name.test(file))).toHaveLength(1)
    }
  })

  it('speaks the languages of the app and no others, and has no default app', () => {
    const names = readdirSync(made.unpacked.resources)
    expect(names).not.toContain('default_app.asar')
    if (process.platform === 'darwin') return
    const locales = readdirSync(join(made.unpacked.folder, 'locales'))
    expect(locales.toSorted()).toEqual(['en-GB.pak', 'en-US.pak', 'fr.pak'])
  })

  it('names the licence of every part, and lists them all', () => {
    const parts = partsOf(made.runtime, made.app)
    expect(parts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['electron', 'better-sqlite3', 'react'])
    )
    const licences = readFileSync(inResources(LICENCES_FILE), 'utf8')
    for (const { name, version } of parts) expect(licences).toContain(`${name} ${version} (`)
    const sbom = JSON.parse(readFileSync(inResources(SBOM_FILE), 'utf8')) as {
      components: { purl: string; licenses: object[]; hashes?: object[] }[]
    }
    expect(sbom.components.map(({ purl }) => purl)).toEqual(
      parts.map(({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`)
    )
    const react = sbom.components.find(({ purl }) => purl.startsWith('pkg:npm/react@'))
    expect(react).toMatchObject({ licenses: [{ license: { id: 'MIT' } }], hashes: [{ alg: 'SHA-512' }] })
  })

  it('is reported with its sizes, and said to be for trying out where it is', () => {
    const said = report(made)
    expect(said).toMatch(/^ +\d+\.\d MB {2}.+app\.asar \(the app\)$/m)
    expect(/only, never to be shipped/.test(said)).toBe(made.runtime.kind === 'fallback')
  })
})

describe('npm run package', () => {
  const verb = (...args: string[]): ReturnType<typeof run> =>
    run(process.execPath, [join(root, 'scripts/package.ts'), ...args])

  it('refuses what it does not know', async () => {
    const { code, output } = await verb('--instalers')
    expect({ code, output }).toEqual({
      code: 1,
      output: '\n"--instalers" is not known here. There is only --installers.\n'
    })
  })

  it('makes no installers of an Electron that is for trying out only', async () => {
    if (made.runtime.kind === 'official') return
    const { code, output } = await verb('--installers')
    expect(code).toBe(1)
    expect(output).toContain('Installers are made with the official Electron alone.')
  })
})

describe.runIf(existsSync('/usr/bin/dpkg-deb'))('the .deb', () => {
  const deb = (): string => made.files.find((file) => file.endsWith('.deb')) ?? ''
  const read = (...args: string[]): string => execFileSync('dpkg-deb', args, { encoding: 'utf8' })

  it('says what it is and what it needs', () => {
    const fields = read('--field', deb())
    expect(fields).toMatch(/^Package: causerie$/m)
    expect(fields).toMatch(
      made.runtime.kind === 'fallback' ? /^Version: .+~trial$/m : /^Version: [\d.]+(~.+)?$/m
    )
    expect(fields).toMatch(/^Depends: .*libasound2t64 \| libasound2, .*libgtk-3-0t64 \| libgtk-3-0,/m)
    // The database's native module is linked with it, Electron is not.
    expect(fields).toMatch(/^Depends: .*libstdc\+\+6,/m)
    expect(fields).toMatch(/^Section: net$/m)
    expect(Number(/^Installed-Size: (\d+)$/m.exec(fields)?.[1])).toBeGreaterThan(100_000)
  })

  it('belongs to root, with the sandbox’s helper as the only program that runs as root', () => {
    const files = read('--contents', deb()).trim().split('\n')
    expect(files.filter((line) => !line.includes(' root/root '))).toEqual([])
    expect(files.filter((line) => line.startsWith('-rws')).map((line) => line.split(' ').at(-1))).toEqual([
      './usr/lib/causerie/chrome-sandbox'
    ])
    for (const path of [
      'bin/causerie -> ../lib/causerie/causerie',
      'share/applications/causerie.desktop',
      'share/icons/hicolor/256x256/apps/causerie.png',
      'share/doc/causerie/copyright',
      'lib/causerie/LICENSES.chromium.html'
    ]) {
      expect(files.filter((line) => line.endsWith(` ./usr/${path}`))).toHaveLength(1)
    }
  })

  it('has no scripts, since all of it is files', () => {
    const members = read('--info', deb()).matchAll(/^ +\d+ bytes, +\d+ lines +[* ]+(\S+)/gm)
    expect([...members].map(([, name]) => name)).toEqual(['control', 'md5sums'])
  })
})
