import { useSyncExternalStore } from 'react'
import { storedObject } from './stored.ts'

const KEY = 'causerie.layout'
/** Pixels. */
export const SIDEBAR_WIDTHS = { least: 220, usual: 264, most: 360 } as const

const SECTIONS = ['rooms', 'people'] as const
export type Section = (typeof SECTIONS)[number]

/** How somebody has arranged the window around the room. */
export interface Layout {
  /** Null: as wide as it usually is. */
  readonly sidebarWidth: number | null
  /** Whether the sidebar is a rail although there is room for more. */
  readonly isRail: boolean
  readonly collapsed: readonly Section[]
}

/**
 * Kept by the page itself in its own storage, which lies in the user data folder. It belongs to the person at this
 * computer, not to an account.
 */
export interface LayoutMemory {
  /** The same object until something changes. */
  read(): Layout
  change(part: Partial<Layout>): void
  subscribe(listener: () => void): () => void
}

export function createLayoutMemory(storage: Pick<Storage, 'getItem' | 'setItem'>): LayoutMemory {
  let layout = parseLayout(storedObject(storage, KEY))
  const listeners = new Set<() => void>()
  return {
    read: () => layout,
    change(part) {
      layout = { ...layout, ...part }
      storage.setItem(KEY, JSON.stringify(layout))
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}

/** The nearest width that the sidebar may have. */
export function sidebarWidth(wanted: number): number {
  return Math.round(Math.min(Math.max(wanted, SIDEBAR_WIDTHS.least), SIDEBAR_WIDTHS.most))
}

let shared: LayoutMemory | undefined

export function useLayout(): Layout & Pick<LayoutMemory, 'change'> {
  const memory = (shared ??= createLayoutMemory(localStorage))
  return { ...useSyncExternalStore(memory.subscribe, memory.read), change: memory.change }
}

/** Whether a section of the sidebar is open, and what turns that over. */
export function useSection(section: Section): { isOpen: boolean; onToggle: () => void } {
  const { collapsed, change } = useLayout()
  const isOpen = !collapsed.includes(section)
  const others = collapsed.filter((other) => other !== section)
  return { isOpen, onToggle: () => change({ collapsed: isOpen ? [...others, section] : others }) }
}

function parseLayout(value: object): Layout {
  const width = 'sidebarWidth' in value ? value.sidebarWidth : null
  const collapsed =
    'collapsed' in value && Array.isArray(value.collapsed) ? (value.collapsed as unknown[]) : []
  return {
    sidebarWidth: typeof width === 'number' && Number.isFinite(width) ? sidebarWidth(width) : null,
    isRail: 'isRail' in value && value.isRail === true,
    collapsed: SECTIONS.filter((section) => collapsed.includes(section))
  }
}
