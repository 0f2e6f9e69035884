import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { djangoTables } from './django-tables.ts'
import { operationsTables } from './operations-tables.ts'
import { protocolTables } from './protocol-tables.ts'

/** A page of the documentation, as it is to be on disk. */
export interface Page {
  /** From the project's top folder on. */
  readonly path: string
  readonly text: string
}

export function makePages(): Promise<readonly Page[]> {
  return Promise.all([
    makePage('protocol.md', protocolTables()),
    makePage('django.md', djangoTables()),
    makePage('operations.md', operationsTables())
  ])
}

/** The prose beside this file, with what the code knows in the places that ask for it. */
async function makePage(name: string, tables: Readonly<Record<string, string>>): Promise<Page> {
  const unused = new Set(Object.keys(tables))
  const prose = readFileSync(join(import.meta.dirname, name), 'utf8')
  const filled = prose.replaceAll(/\{\{([^}]+)\}\}/g, (_, wanted: string) => {
    const table = tables[wanted]
    if (table === undefined) throw new Error(`${name} asks for ${wanted}, which nothing makes`)
    unused.delete(wanted)
    return table
  })
  if (unused.size > 0) throw new Error(`${name} shows nothing of ${[...unused].join(', ')}`)
  return { path: `docs/${name}`, text: await formatted(filled) }
}

/** Without wrapping, so that a table's row is as wide as it is, and a change of one shows as a change of one line. */
function formatted(text: string): Promise<string> {
  return format(text, { parser: 'markdown', printWidth: 110, proseWrap: 'never' })
}
