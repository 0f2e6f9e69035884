import { describe, expect, it } from 'vitest'
import type { ProfileStep } from '../../../shared/ipc/profile-report.ts'
import { reportText, summaryOf } from './report.ts'

const step = (name: ProfileStep['name'], outcome: ProfileStep['outcome']): ProfileStep => ({
  name,
  outcome,
  code: outcome === 'failed' ? 'redirected' : null,
  detail: ''
})

describe('the summary of a test', () => {
  it('names the first step that failed, whatever was left out after it', () => {
    const steps = [step('address', 'passed'), step('signIn', 'failed'), step('socket', 'skipped')]
    expect(summaryOf({ steps })).toEqual({ kind: 'someFailed', step: 'signIn' })
  })

  it('does not call a test whole of which something was left out', () => {
    expect(summaryOf({ steps: [step('address', 'passed'), step('signIn', 'skipped')] }).kind).toBe('partly')
    expect(summaryOf({ steps: [step('address', 'passed'), step('csrf', 'absent')] }).kind).toBe('allPassed')
  })
})

it('writes a report down line by line', () => {
  const steps = [
    { name: 'Server', outcome: 'Works', reason: null, detail: 'GET / 200' },
    {
      name: 'Sign-in',
      outcome: 'Does not work',
      reason: 'A redirect.',
      detail: 'POST /api/login 301\nto /api/login/'
    },
    { name: 'Older messages', outcome: 'Not tried', reason: null, detail: '' }
  ]
  expect(reportText('Test of https://labo.example', steps)).toBe(
    [
      'Test of https://labo.example',
      '',
      '[Works] Server',
      '    GET / 200',
      '[Does not work] Sign-in',
      '    A redirect.',
      '    POST /api/login 301',
      '    to /api/login/',
      '[Not tried] Older messages',
      ''
    ].join('\n')
  )
})
