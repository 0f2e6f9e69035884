/** The texts of the Debian package. Each ends with a line break, as their readers want. */

export interface DebDescription {
  readonly version: string
  /** Whether it is only for trying out, which its description then says first. */
  readonly isTrial: boolean
}

/** What the program and its native modules are linked with or open at run time, but for what these bring along. Debian 13 and Ubuntu 24.04 renamed some for 64-bit time. */
const depends = [
  'libasound2t64 | libasound2',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libc6',
  'libcups2t64 | libcups2',
  'libdbus-1-3',
  'libdrm2',
  'libexpat1',
  'libgbm1',
  'libgcc-s1',
  'libgtk-3-0t64 | libgtk-3-0',
  'libnotify4',
  'libnss3',
  'libsecret-1-0',
  'libstdc++6',
  'libudev1',
  'libxkbcommon0',
  'libxss1'
]
/** For links out, for signs that no other font has, and for a session that is sealed. */
const recommends = ['xdg-utils', 'fonts-noto-color-emoji', 'gnome-keyring | kwalletmanager']

/** What Debian calls the processor of this computer. */
export function debianArchitecture(): string {
  return process.arch === 'x64' ? 'amd64' : process.arch
}

/** The version as Debian compares it: what comes before a release, and what is for trying out, is older than it. */
export function debianVersion(version: string, isTrial: boolean): string {
  return version.replace('-', '~') + (isTrial ? '~trial' : '')
}

export function controlFile({ version, isTrial }: DebDescription, kilobytes: number): string {
  const trial = [
    ' Made with an Electron for development and tests: for trying out only, never to',
    ' be handed on.',
    ' .'
  ]
  return lines([
    'Package: causerie',
    `Version: ${version}`,
    `Architecture: ${debianArchitecture()}`,
    'Maintainer: Causerie <causerie@causerie.invalid>',
    `Installed-Size: ${kilobytes}`,
    `Depends: ${depends.join(', ')}`,
    `Recommends: ${recommends.join(', ')}`,
    'Section: net',
    'Priority: optional',
    'Description: live room on the desktop for a small organisation',
    ...(isTrial ? trial : []),
    ' Everybody in one conversation, the people who are online, and superusers who',
    ' can delete for all. Everything travels over one WebSocket; the app keeps an',
    ' exact copy on disk, so it opens before you look and reads offline.'
  ])
}

export function desktopFile(): string {
  return lines([
    '[Desktop Entry]',
    'Type=Application',
    'Name=Causerie',
    'GenericName=Messenger',
    'GenericName[fr]=Messagerie',
    'Comment=Talk with your organisation, live',
    'Comment[fr]=Discuter en direct avec votre organisation',
    'Exec=/usr/bin/causerie %U',
    'Icon=causerie',
    'StartupWMClass=causerie',
    'StartupNotify=true',
    'Terminal=false',
    'Categories=Network;InstantMessaging;Chat;',
    'Keywords=chat;message;room;',
    'Keywords[fr]=discussion;message;salon;',
    'MimeType=x-scheme-handler/causerie;'
  ])
}

export function copyrightFile(): string {
  return lines([
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    'Upstream-Name: Causerie',
    '',
    'Files: *',
    'Copyright: 2026 Causerie',
    'License: proprietary',
    ' No licence has been granted yet.',
    ' .',
    ' The program contains the work of many others. Their licences are in',
    ' /usr/lib/causerie/resources/THIRD-PARTY-LICENSES.txt, and those of the parts of',
    ' Chromium in /usr/lib/causerie/LICENSES.chromium.html.'
  ])
}

function lines(all: string[]): string {
  return `${all.join('\n')}\n`
}
