import { readdirSync, readFileSync } from 'node:fs'

/** The memory of a process and of all that it started, in MB: what they share with others counts in parts (PSS). */
export function memoryOf(pid: number): number {
  const parents = new Map(readdirSync('/proc').flatMap(parentOf))
  const family = [pid]
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child)
  return family.reduce((sum, one) => sum + pssOf(one), 0) / 1024
}

function parentOf(name: string): [child: number, parent: number][] {
  if (!/^\d+$/.test(name)) return []
  const parent = Number(/^PPid:\s+(\d+)/m.exec(readProc(`${name}/status`))?.[1])
  return [[Number(name), parent]]
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(`${pid}/smaps_rollup`))?.[1] ?? 0)
}

/** Empty for a process that has ended meanwhile. */
function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}
