import '@fontsource-variable/inter/opsz.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '@infolektuell/noto-color-emoji/index.css'
import './ui/tokens.css'
import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createServices } from './app/services.ts'
import { windowClient } from './bridge/client.ts'

const root = document.getElementById('root')
if (!root) throw new Error('no #root in index.html')

const { services, start } = createServices(windowClient())
// Nothing is drawn before there is something to read: drawing an empty room first takes as long as all else.
void start().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App services={services} />
    </StrictMode>
  )
)
