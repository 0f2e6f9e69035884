import { createHash } from 'node:crypto'
import { expect } from '@playwright/test'
import { Variant } from '@jellybrick/dbus-next'
import type { BusCall, BusService } from './bus-service.ts'

const ITEM = 'org.kde.StatusNotifierItem'
const MENU = 'com.canonical.dbusmenu'
const NOW = 0

export interface MenuLine {
  readonly label: string
  readonly isEnabled: boolean
  readonly isChecked: boolean
  readonly children: readonly MenuLine[]
}

interface FoundLine extends MenuLine {
  readonly id: number
  readonly isSeparator: boolean
  readonly children: readonly FoundLine[]
}

/** A program's icon in the tray, as the panel sees it and a person uses it. */
export interface TrayItem {
  tooltip(): Promise<string>
  /** Something that is the same for the same picture, and its width. */
  icon(): Promise<{ width: number; digest: string }>
  /** The menu without its separators. */
  menu(): Promise<readonly MenuLine[]>
  /** A single click. */
  activate(): Promise<void>
  /** Chooses a line of the menu, by the labels that lead there. */
  choose(...labels: readonly string[]): Promise<void>
}

type Pixmap = [width: number, height: number, pixels: Uint8Array]
type Layout = [id: number, properties: Record<string, Variant>, children: Variant<Layout>[]]

/** Chromium's objects on the bus describe themselves to nobody, so they are called by plain messages. */
export function trayItem(service: BusService, destination: string, path: string): TrayItem {
  const call = (where: string, name: string, member: string, signature = '', body: unknown[] = []) => {
    const message: BusCall = { destination, path: where, interface: name, member, signature, body }
    return service.call(message)
  }
  const property = async (name: string): Promise<unknown> => {
    const [variant] = await call(path, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [ITEM, name])
    return (variant as Variant).value
  }
  const menuPath = async (): Promise<string> => String(await property('Menu'))
  const lines = async (): Promise<readonly FoundLine[]> => {
    const [, layout] = await call(await menuPath(), MENU, 'GetLayout', 'iias', [0, -1, []])
    return lineOf(layout as Layout).children
  }
  return {
    async tooltip() {
      const [, , text] = (await property('ToolTip')) as [string, Pixmap[], string, string]
      return text
    },
    async icon() {
      const [largest] = (await property('IconPixmap')) as Pixmap[]
      if (!largest) throw new Error('the tray item has no picture')
      const [width, , pixels] = largest
      return { width, digest: createHash('sha256').update(pixels).digest('hex') }
    },
    menu: lines,
    async activate() {
      await call(path, ITEM, 'Activate', 'ii', [0, 0])
    },
    async choose(...labels) {
      // The menu follows the app a moment later, and the numbers of its lines are others each time.
      await expect(async () => {
        const found = findLine(await lines(), labels)
        if (!found.isEnabled) throw new Error(`"${labels.join(', ')}" cannot be chosen`)
        await call(await menuPath(), MENU, 'Event', 'isvu', [found.id, 'clicked', new Variant('i', 0), NOW])
      }).toPass({ timeout: 10_000 })
    }
  }
}

/** The line of a menu at the end of a way through it. */
function findLine(menu: readonly FoundLine[], [first = '', ...rest]: readonly string[]): FoundLine {
  const found = menu.find(({ label }) => label === first)
  if (!found) throw new Error(`no line "${first}" among: ${menu.map(({ label }) => label).join(', ')}`)
  return rest.length === 0 ? found : findLine(found.children, rest)
}

function lineOf([id, properties, children]: Layout): FoundLine {
  const value = (name: string): unknown => properties[name]?.value
  return {
    id,
    // An underscore is before the letter that is pressed, two are one to be read.
    label: String(value('label') ?? '').replaceAll(/_(.)/g, '$1'),
    isSeparator: value('type') === 'separator',
    isEnabled: value('enabled') !== false,
    isChecked: value('toggle-state') === 1,
    children: children.map((child) => lineOf(child.value)).filter((line) => !line.isSeparator)
  }
}
