/**
 * The least that Electron does to show a page: a window with the settings and the size of the app's, and the file that
 * is named last on the command line; without one, the empty page beside this file.
 */
const { join } = require('node:path')
const { app, BrowserWindow, Menu } = require('electron')

const last = process.argv.at(-1) ?? ''
const page = last.endsWith('.html') ? last : join(__dirname, 'empty.html')

Menu.setApplicationMenu(null)
app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    useContentSize: true,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { sandbox: true, contextIsolation: true }
  })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(page)
})
