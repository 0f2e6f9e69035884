import { app, dialog } from 'electron'
import type { Language } from '../../shared/ipc/contract.ts'
import type { OpeningProblem } from '../../shared/model/copy.ts'
import type { Wish } from './patient-start.ts'
import { startProblemButtons, startProblemText } from './start-problem-text.ts'

export interface StartProblem {
  readonly problem: OpeningProblem
  readonly error: unknown
  readonly language: Language
  /** The question is not to be asked any more. */
  readonly signal: AbortSignal
}

/** Says why the program cannot start, before there is a window to say it in. */
export async function askAtStart({ problem, error, language, signal }: StartProblem): Promise<Wish> {
  const { tryAgain, quit } = startProblemButtons(language)
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: app.name,
    message: app.name,
    detail: `${startProblemText(problem, app.getPath('userData'), language)}\n\n${String(error)}`,
    buttons: [tryAgain, quit],
    cancelId: 1,
    noLink: true,
    signal
  })
  return response === 0 ? 'try-again' : 'quit'
}
