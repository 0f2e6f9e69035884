import { useCallback, useEffect, useState } from 'react'
import type { Client } from '../../bridge/client.ts'
import { useServices } from '../../state/app-context.tsx'

export interface Answer<T> {
  /** Null: there is none yet. */
  readonly value: T | null
  readonly hasFailed: boolean
  /** Asks again; what is known stays until there is an answer. */
  readonly ask: () => void
}

/** What main answers to a question. `question` is the same function each time. */
export function useAnswer<T>(
  question: (client: Client) => Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>
): Answer<T> {
  const { client } = useServices()
  const [answer, setAnswer] = useState<Omit<Answer<T>, 'ask'>>({ value: null, hasFailed: false })
  const ask = useCallback(() => {
    void question(client).then((result) =>
      setAnswer(
        result.ok
          ? { value: result.value, hasFailed: false }
          : ({ value }) => ({ value, hasFailed: value === null })
      )
    )
  }, [question, client])
  useEffect(ask, [ask])
  return { ...answer, ask }
}
