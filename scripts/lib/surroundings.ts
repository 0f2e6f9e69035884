import { appArguments, explainSandbox } from './app-arguments.ts'
import { ensureServer } from './companion-server.ts'
import { hasDisplay, hasSessionBus, openPrivateBus, openPrivateDisplay } from './display.ts'
import { preparePictures } from './pictures.ts'
import { say } from './progress.ts'

/** What the app finds around itself when it is opened from here. */
interface Surroundings {
  /** Its arguments: where the server is, and what this computer needs. */
  args: string[]
  env: Record<string, string>
  /** Call it when the app has been started. */
  appStarted: () => void
}

/**
 * Prepares what `npm start` and `npm run dev` both need around the app: the companion server, and where there
 * is no display a private one, followed in pictures of that name.
 */
export async function prepareSurroundings(name: string): Promise<Surroundings> {
  explainSandbox()
  if (hasDisplay()) {
    const [url, env] = await Promise.all([ensureServer(), hasSessionBus() ? {} : openPrivateBus()])
    return { args: [...appArguments(), `--server=${url}`], env, appStarted: () => {} }
  }
  const [url, env] = await Promise.all([ensureServer(), openPrivateDisplay()])
  say(`Display: there is none here, so the window opens on a private one, ${env['DISPLAY']}.`)
  const takePictures = await preparePictures(name, env)
  return {
    // A private display has no graphics card; without this switch Chromium looks for one and complains.
    args: [...appArguments(), '--disable-gpu', `--server=${url}`],
    env,
    // Pictures fail when the display ends, which is no reason to say anything.
    appStarted: () => void takePictures().catch(() => {})
  }
}
