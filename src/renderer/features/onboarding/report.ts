import type { ProfileReport, ProfileStep } from '../../../shared/ipc/profile-report.ts'

/** How a whole test went: the first step that failed, or whether all was tried. */
export type Summary =
  | { readonly kind: 'someFailed'; readonly step: ProfileStep['name'] }
  | { readonly kind: 'partly' }
  | { readonly kind: 'allPassed' }

export function summaryOf({ steps }: ProfileReport): Summary {
  const failed = steps.find(({ outcome }) => outcome === 'failed')
  if (failed) return { kind: 'someFailed', step: failed.name }
  return { kind: steps.some(({ outcome }) => outcome === 'skipped') ? 'partly' : 'allPassed' }
}

/** A step in words. */
export interface StepWords {
  readonly name: string
  readonly outcome: string
  /** Why it failed and what to do; null: it did not. */
  readonly reason: string | null
  readonly detail: string
}

/** A report as plain text, for whoever runs the server. */
export function reportText(title: string, steps: readonly StepWords[]): string {
  const lines = steps.flatMap(({ name, outcome, reason, detail }) => [
    `[${outcome}] ${name}`,
    ...[reason ?? '', detail]
      .flatMap((text) => text.split('\n'))
      .flatMap((line) => (line ? [`    ${line}`] : []))
  ])
  return [title, '', ...lines, ''].join('\n')
}
