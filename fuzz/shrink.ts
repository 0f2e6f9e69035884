import type { History, Operation } from './history.ts'

/** Whether a history still goes wrong in the same way. */
type Fails = (history: History) => Promise<boolean>

/** Leaves out of a failing history what it fails without: first much at once, then each operation alone. */
export async function shrink(history: History, fails: Fails): Promise<History> {
  let smallest = history
  for (
    let size = Math.ceil(history.operations.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    smallest = await leaveOut(smallest, size, fails)
  const before = smallest.operations.length
  smallest = await makeSmaller(smallest, fails)
  smallest = await leaveOut(smallest, 1, fails)
  return smallest.operations.length < before ? shrink(smallest, fails) : smallest
}

async function leaveOut(history: History, size: number, fails: Fails): Promise<History> {
  let smallest = history
  for (let at = smallest.operations.length - size; at > -size; at -= size) {
    const operations = smallest.operations.toSpliced(Math.max(0, at), at < 0 ? size + at : size)
    const without = { ...smallest, operations }
    if (await fails(without)) smallest = without
  }
  return smallest
}

/** Fewer messages at once, shorter waits, fewer rooms. */
async function makeSmaller(history: History, fails: Fails): Promise<History> {
  let smallest = history
  for (let index = 0; index < smallest.operations.length; index++) {
    const operation = smallest.operations[index]
    for (const easier of operation ? easierThan(operation) : []) {
      const next = { ...smallest, operations: smallest.operations.with(index, easier) }
      if (!(await fails(next))) continue
      smallest = next
      break
    }
  }
  const easings: ((history: History) => History)[] = [
    (one) => ({ ...one, rooms: 1 }),
    (one) => ({ ...one, devices: one.devices.slice(0, -1) }),
    (one) => ({ ...one, isStrict: false })
  ]
  for (const ease of easings) {
    const next = ease(smallest)
    if (next.devices.length > 0 && (await fails(next))) smallest = next
  }
  return smallest
}

function easierThan(operation: Operation): Operation[] {
  if (operation.do === 'type' && operation.count > 1) return [1, 2].map((count) => ({ ...operation, count }))
  if (operation.do === 'wait') return [10, 1000, 5000].map((ms) => ({ ...operation, ms }))
  return []
}

/** What kind of problem a sentence tells of: the numbers and texts in it are of its history. */
export function kindOf(problem: string): string {
  return problem.replaceAll(/"[^"]*"|\{.*?\}|[\w-]*\d[\w-]*/g, '·').slice(0, 80)
}
