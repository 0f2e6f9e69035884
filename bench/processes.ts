import { readdirSync, readFileSync } from 'node:fs'

/** The kernel's unit of CPU time: a hundredth of a second, on every Linux that runs Electron. */
const TICK = 10

/** A process and all that it started. */
export function familyOf(pid: number): readonly number[] {
  const parents = new Map(readdirSync('/proc').flatMap(parentOf))
  const family = [pid]
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child)
  return family
}

/** The CPU time of a process and of all that it started and that still runs, in milliseconds. */
export function cpuOf(pid: number): number {
  return familyOf(pid).reduce((sum, one) => {
    // The name of the program, in brackets, may hold anything; what follows is numbers.
    const [user, system] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(readProc(`${one}/stat`))?.slice(1) ?? []
    return sum + (Number(user ?? 0) + Number(system ?? 0)) * TICK
  }, 0)
}

/** Empty for a process that has ended meanwhile. */
export function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}

function parentOf(name: string): [child: number, parent: number][] {
  if (!/^\d+$/.test(name)) return []
  const parent = Number(/^PPid:\s+(\d+)/m.exec(readProc(`${name}/status`))?.[1])
  return [[Number(name), parent]]
}
