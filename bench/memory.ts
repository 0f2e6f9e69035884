import { familyOf, readProc } from './processes.ts'

/** The memory of a process and of all that it started, in MB: what they share with others counts in parts (PSS). */
export function memoryOf(pid: number): number {
  return familyOf(pid).reduce((sum, one) => sum + pssOf(one), 0) / 1024
}

function pssOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(`${pid}/smaps_rollup`))?.[1] ?? 0)
}
