import { expect, it } from 'vitest'
import { problemPlace } from './problem-place.ts'

it('puts each problem at the field it is about, and what is unknown at the form', () => {
  expect(problemPlace('unreachable')).toBe('address')
  expect(problemPlace('certificate_name')).toBe('address')
  expect(problemPlace('was_causerie')).toBe('address')
  expect(problemPlace('host_refused')).toBe('address')
  expect(problemPlace('no_csrf_cookie')).toBe('form')
  expect(problemPlace('wrong_code')).toBe('code')
  expect(problemPlace('wrong_credentials')).toBe('password')
  expect(problemPlace('rate_limited')).toBe('form')
  expect(problemPlace('constructor')).toBe('form')
})
