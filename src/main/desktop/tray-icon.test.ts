import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { TRAY_SIZES, trayIconFile, type Panel } from './tray-icon.ts'

const resources = join(import.meta.dirname, '../../../resources')
const glyphs = ['connected', 'unread', 'mention', 'offline', 'dnd'] as const
const SIGNATURE = '89504e470d0a1a0a'

/** Width and height of a PNG, by its first chunk. */
function sizeOf(...path: string[]): [width: number, height: number] {
  const file = readFileSync(join(resources, ...path))
  expect(file.subarray(0, 8).toString('hex')).toBe(SIGNATURE)
  return [file.readUInt32BE(16), file.readUInt32BE(20)]
}

it.each(glyphs)('has each drawing of %s in its size', (glyph) => {
  for (const panel of ['dark', 'light', 'universal']) {
    for (const size of TRAY_SIZES)
      expect(sizeOf('tray', `${glyph}-${panel}-${size}.png`)).toEqual([size, size])
  }
  expect(sizeOf('tray', `${glyph}Template.png`)).toEqual([16, 16])
  expect(sizeOf('tray', `${glyph}Template@2x.png`)).toEqual([32, 32])
})

it.each([16, 24, 32, 48, 64, 128, 256, 512])('has the app’s icon with %i pixels', (size) => {
  expect(sizeOf('icons', `${size}x${size}.png`)).toEqual([size, size])
})

it.each<[string, Partial<Panel>]>([
  ['unreadTemplate.png', { platform: 'darwin', scale: 2 }],
  ['unread-light-16.png', { platform: 'win32' }],
  ['unread-dark-22.png', { platform: 'win32', isDark: true, scale: 1.25 }],
  ['unread-light-24.png', { platform: 'win32', scale: 1.5 }],
  ['unread-light-32.png', { platform: 'win32', scale: 2 }],
  ['unread-light-32.png', { platform: 'win32', scale: 3 }],
  ['unread-dark-16.png', { desktop: 'ubuntu:GNOME' }],
  ['unread-dark-32.png', { desktop: 'GNOME', scale: 2 }],
  ['unread-universal-32.png', { desktop: 'KDE', isDark: true }],
  ['unread-universal-32.png', {}]
])('chooses %s', (file, change) => {
  const panel: Panel = { platform: 'linux', desktop: '', isDark: false, scale: 1, ...change }
  expect(trayIconFile('unread', panel)).toBe(file)
})
