import { join } from 'node:path'
import { root } from './paths.ts'
import { run } from './programs.ts'
import { say, secondsSince } from './progress.ts'

/** The steps of `npm run check`: a name, and the JavaScript program that does it with its arguments. */
const checks: [name: string, program: string, ...args: string[]][] = [
  ['types', 'node_modules/typescript/bin/tsc', '-b'],
  ['lint', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  ['boundaries', 'scripts/boundaries.ts'],
  ['dead code', 'node_modules/knip/bin/knip.js', '--no-progress'],
  ['format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.']
]

/** Runs all checks side by side, prints a line for each and what the failed ones said; these it names. */
export async function runChecks(): Promise<{ passed: number; failed: string[] }> {
  const results = await Promise.all(checks.map(runCheck))
  const failed = checks.filter((_, i) => !results[i]).map(([name]) => name)
  return { passed: checks.length - failed.length, failed }
}

async function runCheck([name, program, ...args]: (typeof checks)[number]): Promise<boolean> {
  const began = Date.now()
  const { code, output } = await run(process.execPath, [join(root, program), ...args])
  const passed = code === 0
  say(`  ${passed ? '✓' : '✗'} ${name} (${secondsSince(began)} s)`)
  if (!passed) say(indent(output.trim() || `ended (${code}) without a word`))
  return passed
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ')
}
