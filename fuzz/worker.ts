/** Runs every so many-th seed of a range, and prints a line of JSON for each. Arguments: from, to, step. */
import { drawHistory } from './draw.ts'
import { makeFolder } from './setting.ts'
import { asRegression, tryHistory } from './seeds.ts'

const [from = 0, to = 0, step = 1] = process.argv.slice(2).map(Number)
const folder = makeFolder()
try {
  for (let seed = from; seed < to; seed += step) {
    const failure = await tryHistory(drawHistory(seed), folder.path)
    const failed = failure && { problems: failure.problems, regression: asRegression(failure) }
    process.stdout.write(`${JSON.stringify({ seed, failed })}\n`)
  }
} finally {
  folder.remove()
}
