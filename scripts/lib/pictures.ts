import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from './paths.ts'
import { run } from './programs.ts'
import { say, secondsSince } from './progress.ts'

const folder = join(root, 'pictures')
const mostPictures = 20
const betweenLooks = 3000
/** A difference of fewer pixels is a blinking caret, not a change. */
const fewPixels = 200

/**
 * Follows a private display in pictures: one when the window has come and stands still, then one every few
 * seconds if anything changed. Call it before the app starts; the function it returns begins to look.
 */
export async function preparePictures(
  name: string,
  env: Record<string, string>
): Promise<() => Promise<void>> {
  const [before, now] = [join(root, `.cache/${name}-before.png`), join(root, `.cache/${name}-now.png`)]
  for (const needed of [folder, dirname(now)]) mkdirSync(needed, { recursive: true })
  for (const old of readdirSync(folder)) if (old.startsWith(`${name}-`)) rmSync(join(folder, old))
  const look = (file: string): Promise<void> => takePicture(file, env)
  const picture = (number: number): string => join(folder, `${name}-${number}.png`)
  await look(before)

  return async () => {
    do await look(now)
    while (!(await differ(before, now)))
    const cameAt = Date.now()
    do {
      renameSync(now, before)
      await sleep(200)
      await look(now)
    } while (Date.now() - cameAt < 3000 && (await differ(before, now)))
    rmSync(before)
    renameSync(now, picture(1))
    say(`Window: open ${secondsSince(performance.timeOrigin, cameAt)} s after the start.`)
    say(
      `Pictures: ${relative(root, picture(1))}, and another when the window changes (at most ${mostPictures}).`
    )

    for (let number = 1; number < mostPictures;) {
      await sleep(betweenLooks)
      await look(now)
      if (!(await differ(picture(number), now))) continue
      number += 1
      renameSync(now, picture(number))
    }
  }
}

/** Takes a picture of the whole display. */
async function takePicture(file: string, env: Record<string, string>): Promise<void> {
  const { code, output } = await run('import', ['-window', 'root', file], { env })
  if (code !== 0) throw new Error(`import could not take a picture: ${output.trim()}`)
}

/** True when more than a few pixels of two pictures differ. */
async function differ(one: string, other: string): Promise<boolean> {
  const { output } = await run('compare', ['-metric', 'AE', one, other, 'null:'])
  return Number.parseFloat(output) > fewPixels
}
