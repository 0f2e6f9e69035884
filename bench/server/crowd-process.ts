/** The clients of one server, in a process of their own: does what `crowd.ts` asks, and answers it. */
import { createCrowd } from './crowd.ts'
import type { Answer, Question } from './crowd-link.ts'

const crowd = createCrowd()

async function answer({ id, ask }: Question): Promise<Answer> {
  try {
    return { id, result: await crowd.answer(ask) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (question: Question) => {
  void answer(question).then((said) => process.send?.(said))
})
process.on('disconnect', () => process.exit())
process.send?.({ id: 0, result: null })
