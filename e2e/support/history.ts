import type { Companion, Person } from './companion.ts'
import { openLevel0Client } from './level-0-client.ts'

/** How much one connection may say at once before the server asks it to slow down. */
const BURST = 180

/** Says `message 1` to `message COUNT`, as somebody whose app does not run; returns once the server has them all. */
export async function writeHistory(
  companion: Companion,
  person: Person,
  count: number,
  textOf: (number: number) => string = (number) => `message ${number}`
): Promise<void> {
  const token = await companion.token(person)
  for (let from = 1; from <= count; from += BURST) {
    const client = await openLevel0Client(companion.url, token)
    const until = Math.min(count, from + BURST - 1)
    for (let number = from; number <= until; number++) {
      client.send({ type: 'chat_message', message: textOf(number) })
    }
    await client.received(({ data }) => (data as { message?: string } | undefined)?.message === textOf(until))
    await client.close()
  }
}
