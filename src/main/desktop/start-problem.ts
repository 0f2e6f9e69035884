import { app, dialog } from 'electron'
import type { Language } from '../../shared/ipc/contract.ts'
import { startProblemText, type StartProblem } from './start-problem-text.ts'

/** Says why the program cannot start, before there is a window to say it in; returns when it has been read. */
export function showStartProblem(problem: StartProblem, error: unknown, language: Language): void {
  const text = startProblemText(problem, app.getPath('userData'), language)
  dialog.showErrorBox(app.name, `${text}\n\n${String(error)}`)
}
