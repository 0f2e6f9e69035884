import { FIRST_RUN, joinStage } from './screens-first-run.ts'
import { COPY } from './screens-copy.ts'
import { CONNECTION } from './screens-connection.ts'
import { OVERLAYS } from './screens-overlays.ts'
import { fillRoom, ROOM } from './screens-room.ts'
import { SETTINGS } from './screens-settings.ts'
import { SHELL } from './screens-shell.ts'
import type { Screen, Stage } from './screens-stage.ts'

/** Those who are in the room. */
const SIGNED_IN: readonly Screen[] = [...ROOM, ...SHELL, ...SETTINGS, ...OVERLAYS, ...CONNECTION, ...COPY]

/** All screens in their order; `visit` sees each of them open. */
export async function walk(stage: Stage, visit: (screen: Screen) => Promise<void>): Promise<void> {
  await walkThrough(stage, FIRST_RUN, visit)
  await joinStage(stage)
  await walkThrough(stage, SIGNED_IN, visit)
}

/** From the first run straight to the main screen. */
export async function openMainScreen(stage: Stage): Promise<void> {
  await joinStage(stage)
  await fillRoom(stage)
  await stage.point()
}

/** Sees screens one after another. */
async function walkThrough(
  stage: Stage,
  screens: readonly Screen[],
  visit: (screen: Screen) => Promise<void>
): Promise<void> {
  for (const screen of screens) {
    await screen.open(stage)
    if (!screen.isPointed) await stage.point()
    await stage.settled()
    await visit(screen)
    await screen.close?.(stage)
  }
}
