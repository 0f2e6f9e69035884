import { app, type BrowserWindow, session, type WebContents } from 'electron'

/**
 * Denies, for every present and future page, what a page can ask for: to go elsewhere, to open windows, to embed,
 * to use devices, permissions and downloads. A link that wants a window is handed to `openLink`.
 */
export function lockDown(openLink: (url: string) => void): void {
  app.on('web-contents-created', (_, contents) => lockContents(contents, openLink))
  app.on('session-created', lockSession)
  lockSession(session.defaultSession)
}

function lockContents(contents: WebContents, openLink: (url: string) => void): void {
  // A page that crashed loads itself again; nothing else leads anywhere.
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || event.url !== contents.getURL()) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url)
    return { action: 'deny' }
  })
}

function lockSession(target: Electron.Session): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  target.on('will-download', (event) => event.preventDefault())
}

/** Tells a window's page something, if the page is still there to hear it. */
export function sendTo(window: BrowserWindow, channel: string, value: unknown): void {
  if (!window.isDestroyed() && !window.webContents.isDestroyed()) window.webContents.send(channel, value)
}
