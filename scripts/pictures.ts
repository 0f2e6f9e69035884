/** `npm run pictures`: builds if needed and writes pictures of every screen, in both themes and languages. */
import { readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './lib/paths.ts'
import { say } from './lib/progress.ts'
import { runPictures } from './lib/stages.ts'
import { runVerb } from './lib/verb.ts'

const folder = join(root, 'pictures/screens')

runVerb(async () => {
  rmSync(folder, { recursive: true, force: true })
  const { failed } = await runPictures()
  const pictures = readdirSync(folder, { withFileTypes: true }).filter((file) => file.isFile())
  say(`Pictures: ${pictures.length} in ${relative(root, folder)}`)
  return failed.length === 0 ? 0 : 1
})
