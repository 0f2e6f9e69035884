import { start } from '../../scripts/lib/programs.ts'
import type { RunningApp } from './app.ts'

export type Pixel = readonly [red: number, green: number, blue: number]

export interface Point {
  readonly x: number
  readonly y: number
}

/** The colours of points of the window, as they are painted. */
export async function pixelsAt({ electron, page }: RunningApp, points: readonly Point[]): Promise<Pixel[]> {
  const picture = (await page.screenshot()).toString('base64')
  return electron.evaluate(
    ({ nativeImage }, [png, wanted]) => {
      const image = nativeImage.createFromDataURL(`data:image/png;base64,${png}`)
      const { width } = image.getSize()
      const bitmap = image.toBitmap()
      return wanted.map(({ x, y }): Pixel => {
        const at = (Math.round(y) * width + Math.round(x)) * 4
        return [bitmap[at + 2] ?? 0, bitmap[at + 1] ?? 0, bitmap[at] ?? 0]
      })
    },
    [picture, points] as const
  )
}

/** From 0, black, to 1, white, as the eye has it. */
export function lightness([red, green, blue]: Pixel): number {
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
}

/** How far from grey, from 0 to 255. */
export function chroma(pixel: Pixel): number {
  return Math.max(...pixel) - Math.min(...pixel)
}

/** Of a picture of the whole display: the shares of what is light, and of what is dark, beside the empty display. */
export interface Frame {
  readonly light: number
  readonly dark: number
}

/** The colour of a display on which there is nothing; no window is of it. */
const EMPTY: Pixel = [255, 0, 255]

/** Paints the empty display, so that a dark window is no empty one. */
export async function paintDisplay(env: Record<string, string>): Promise<void> {
  const args = ['-window', 'root', '-size', '1320x860', `xc:rgb(${EMPTY.join(',')})`]
  await start('display', args, { env, stdio: 'ignore' }).ended
}

/** Whoever looks at the display. */
export interface DisplayWatch {
  /** What was seen so far. */
  readonly frames: readonly Frame[]
  stop(): Promise<void>
}

/** Takes pictures of the display, one after another. */
export function watchDisplay(env: Record<string, string>): DisplayWatch {
  const frames: Frame[] = []
  let isOver = false
  const look = async (): Promise<void> => {
    if (isOver) return
    const program = start('import', ['-silent', '-window', 'root', '-depth', '8', 'rgb:-'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const chunks: Buffer[] = []
    program.child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
    await program.ended
    frames.push(sharesOf(Buffer.concat(chunks)))
    await look()
  }
  const ended = look()
  return {
    frames,
    async stop() {
      isOver = true
      await ended
    }
  }
}

function sharesOf(rgb: Buffer): Frame {
  const STEP = 3 * 37
  const count = { light: 0, dark: 0, all: 0 }
  for (let at = 0; at + 2 < rgb.length; at += STEP) {
    const pixel: Pixel = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]
    count.all += 1
    if (pixel.every((channel, index) => Math.abs(channel - (EMPTY[index] ?? 0)) < 8)) continue
    if (lightness(pixel) > 0.6) count.light += 1
    if (lightness(pixel) < 0.3) count.dark += 1
  }
  return { light: count.light / count.all, dark: count.dark / count.all }
}
