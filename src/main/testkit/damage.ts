import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'

const PAGE = 4096

/**
 * Overwrites pages of a database file in place, as a bad disk would; the first page is 1. In a process of its own: who
 * closes a file ends all locks that its process has on it, those of SQLite too.
 */
export function overwritePages(file: string, pages: readonly number[]): void {
  const script = `const { openSync, fstatSync, writeSync } = require('node:fs')
    const file = openSync(process.argv[1], 'r+')
    const count = fstatSync(file).size / ${PAGE}
    for (const page of JSON.parse(process.argv[2]))
      if (page <= count) writeSync(file, Buffer.alloc(${PAGE}, 0x55), 0, ${PAGE}, (page - 1) * ${PAGE})`
  execFileSync(process.execPath, ['-e', script, file, JSON.stringify(pages)])
}

/** The pages in which a table or an index lies, its root first; nobody may have the file open. */
export function pagesOf(file: string, name: string): number[] {
  const db = new Database(file)
  const root = db
    .prepare<[string], { rootpage: number }>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .get(name)?.rootpage
  db.close()
  if (root === undefined) throw new Error(`there is no ${name} in ${file}`)
  return withChildren(readFileSync(file), root)
}

/** An inner page of a b-tree names its children: one in each of its cells, and the last in its header. */
function withChildren(bytes: Buffer, page: number): number[] {
  const start = (page - 1) * PAGE
  const header = page === 1 ? 100 : 0
  const kind = bytes[start + header]
  if (kind !== 2 && kind !== 5) return [page]
  const cells = bytes.readUInt16BE(start + header + 3)
  const children = Array.from({ length: cells }, (_, index) =>
    bytes.readUInt32BE(start + bytes.readUInt16BE(start + header + 12 + 2 * index))
  )
  children.push(bytes.readUInt32BE(start + header + 8))
  return [page, ...children.flatMap((child) => withChildren(bytes, child))]
}
