import { app, type BrowserWindow } from 'electron'
import { createEmitter, type Signal } from '../../shared/std/signal.ts'

/** Where the window goes when it is closed, and how it comes back: closing ends nothing. */
export interface WindowLife {
  readonly isFocused: boolean
  readonly focusChanges: Signal<boolean>
  /** Shows the window in front of all others, opening one if there is none. */
  show(): void
  toggle(): void
  /** Brings back a window that was hidden, without taking the keyboard from anybody. */
  unhide(): void
  /** Ends the program. */
  quit(): void
}

export interface WindowLifeDeps {
  readonly open: () => BrowserWindow
  /** Whether an icon in the notification area brings the window back. */
  readonly hasTray: () => boolean
  /** The window was closed by the person and is hidden, or minimised, now. */
  readonly onClosed: (fate: 'hidden' | 'minimised') => void
  /** Ctrl+Q or Cmd+Q was pressed in the window. */
  readonly onQuitKey: () => void
}

export function createWindowLife({ open, hasTray, onClosed, onQuitKey }: WindowLifeDeps): WindowLife {
  const focusChanges = createEmitter<boolean>()
  let window: BrowserWindow | null = null
  let isQuitting = false
  let isHidden = false
  app.on('before-quit', () => (isQuitting = true))

  const hide = (hidden: BrowserWindow): void => {
    isHidden = true
    hidden.hide()
  }
  const watch = (opened: BrowserWindow): BrowserWindow => {
    opened.on('close', (event) => {
      if (isQuitting) return
      event.preventDefault()
      const canHide = hasTray() || process.platform === 'darwin'
      if (canHide) hide(opened)
      else opened.minimize()
      onClosed(canHide ? 'hidden' : 'minimised')
    })
    opened.on('closed', () => (window = null))
    opened.on('show', () => (isHidden = false))
    opened.on('focus', () => focusChanges.emit(true))
    opened.on('blur', () => focusChanges.emit(false))
    opened.webContents.on('before-input-event', (event, { type, key, code, control, meta, shift, alt }) => {
      const isCommand = process.platform === 'darwin' ? meta : control
      // A keyboard of another script has the Latin letters at their usual places.
      const isQ = /[a-z]/i.test(key) ? key.toLowerCase() === 'q' : code === 'KeyQ'
      if (type !== 'keyDown' || !isQ || !isCommand || shift || alt) return
      event.preventDefault()
      onQuitKey()
    })
    return opened
  }
  const current = (): BrowserWindow => (window ??= watch(open()))
  const isInFront = (): boolean => window !== null && window.isVisible() && window.isFocused()
  const show = (): void => {
    const shown = current()
    if (shown.isMinimized()) shown.restore()
    shown.show()
    shown.focus()
  }
  current()
  return {
    get isFocused() {
      return isInFront()
    },
    focusChanges,
    show,
    toggle() {
      if (window && isInFront()) hide(window)
      else show()
    },
    unhide() {
      if (isHidden) window?.showInactive()
    },
    quit: () => app.quit()
  }
}
