import { join } from 'node:path'
import { root } from '../scripts/lib/paths.ts'
import { run } from '../scripts/lib/programs.ts'

/** What the server's own command finds wrong with what it has. */
export async function checkServer(folder: string): Promise<readonly string[]> {
  const cli = join(root, 'src/server/cli.ts')
  const { code, output } = await run(process.execPath, [cli, 'check', '--data', folder])
  return code === 0 ? [] : [`The server’s own check: ${output}`]
}
