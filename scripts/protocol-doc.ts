/** `npm run docs`: writes the pages of docs/ that are made from the code. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/paths.ts'
import { say } from './lib/progress.ts'
import { runVerb } from './lib/verb.ts'
import { makePages } from './protocol-doc/pages.ts'

runVerb(async () => {
  for (const { path, text } of await makePages()) {
    writeFileSync(join(root, path), text)
    say(path)
  }
  return 0
})
