import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { root } from '../lib/paths.ts'
import type { Runtime } from '../lib/runtime.ts'
import { LICENCES_FILE, SBOM_FILE } from './notices.ts'

/** Where the parts of a package are, and where it goes. */
export interface Places {
  /** The assembled app: package.json, out, resources, and the native modules of its runtime. */
  readonly app: string
  /** What is written for the package alone: notices, icons. */
  readonly extras: string
  readonly output: string
}

/** What each system's installers are called by electron-builder; Debian's package is made in `deb.ts`. */
export const installers = {
  linux: ['AppImage'],
  win32: ['nsis'],
  darwin: ['dmg', 'zip']
} as const

/** Languages of Electron's own words, in its menus and dialogs: those that the app speaks. */
const languages = ['en-US', 'en-GB', 'fr']

/** What of the assembled app is installed. */
const files: NonNullable<Configuration['files']> = [
  'package.json',
  'out/**',
  '!**/*.map',
  'resources/icons/512x512.png',
  'resources/tray/**',
  {
    from: 'node_modules',
    to: 'node_modules',
    filter: [
      '**/*.{js,cjs,mjs,json,node}',
      '!better-sqlite3/{deps,src}/**',
      `!better-sqlite3/prebuilds/!(${process.platform}-${process.arch}.node)`
    ]
  }
]

/** How electron-builder makes the unpacked app, and out of it the installers of each system. */
export function configuration(runtime: Runtime, { app, extras, output }: Places): Configuration {
  return {
    appId: 'org.causerie.Causerie',
    productName: 'Causerie',
    copyright: 'Copyright © 2026 Causerie',
    directories: { app, output, buildResources: join(root, 'resources') },
    electronVersion: runtime.version,
    electronDist: runtime.dist,
    // The native modules were laid out for this runtime already: nothing is to be built or looked for.
    beforeBuild: () => Promise.resolve(false),
    files,
    asar: true,
    // The system's loader opens these, and it knows no archives.
    asarUnpack: ['**/*.node'],
    extraResources: [LICENCES_FILE, SBOM_FILE].map((name) => ({ from: join(extras, name), to: name })),
    electronLanguages: languages,
    afterPack: ({ appOutDir, packager }) => {
      rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
    },
    electronFuses: fuses(runtime),
    protocols: { name: 'Causerie', schemes: ['causerie'] },
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    publish: null,
    // The AppImage of the older set of tools would start without a sandbox.
    toolsets: { appimage: '1.0.3' },
    linux: {
      target: [...installers.linux],
      executableName: 'causerie',
      icon: join(root, 'resources/icons'),
      category: 'Network;InstantMessaging',
      syncDesktopName: true
    },
    win: { target: [...installers.win32], icon: join(extras, 'icon.ico') },
    // For one person, without asking for an administrator; what the person wrote stays when the program goes.
    nsis: { oneClick: true, perMachine: false, deleteAppDataOnUninstall: false },
    mac: {
      target: [...installers.darwin],
      icon: join(extras, 'icon.icns'),
      category: 'public.app-category.social-networking'
    }
  }
}

/**
 * What is switched in the executable itself, where neither an environment nor an argument switches it back: it is no
 * Node, listens to no debugger, and runs nothing but its own archive. Linux does not check the archive's hash.
 */
function fuses({ kind }: Runtime): NonNullable<Configuration['electronFuses']> {
  return {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    // Chromium asks the keyring for its key at the start. The fallback, Electron 33, waits for the answer, 50 s for a
    // locked keyring whose question nobody answers; from 40 on nothing waits. No cookie is kept by Chromium so far.
    enableCookieEncryption: kind === 'official',
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    // Without a certificate the app is signed for this computer alone, and a signature covers the fuses too.
    resetAdHocDarwinSignature: process.platform === 'darwin'
  }
}
