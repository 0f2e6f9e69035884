import { join, resolve } from 'node:path'
import { test } from '../support/fixtures.ts'
import { walk } from '../support/screens.ts'
import { FULL_SIZE, LANGUAGES, openStage, THEMES, type Screen, type Size, type Stage } from '../support/screens-stage.ts'

const folder = resolve(import.meta.dirname, '../../pictures/screens')
const OTHER_SIZES: readonly Size[] = [
  { width: 900, height: 640 },
  { width: 640, height: 720 },
  { width: 420, height: 720 }
]

for (const language of LANGUAGES) {
  test(`pictures of every screen, in ${language}, in either theme`, async ({ launch }) => {
    const stage = await openStage(launch, language)
    await walk(stage, async (screen) => {
      await take(stage, screen)
      if (!screen.isEverySize) return
      for (const size of OTHER_SIZES) {
        await stage.resize(size)
        await take(stage, screen, `-${size.width}x${size.height}`)
      }
      await stage.resize(FULL_SIZE)
    })
    stage.close()
  })
}

/** Saves what is on the screen now, in either theme. */
async function take(stage: Stage, { name }: Screen, size = ''): Promise<void> {
  for (const theme of THEMES) {
    await stage.wear(theme)
    const path = join(folder, `${name}-${theme}-${stage.language}${size}.png`)
    await stage.page.screenshot({ path })
  }
}
