import { expect, it } from 'vitest'
import { cookieHeader, takeCookies } from './profile-cookies.ts'

const now = Date.UTC(2026, 3, 13)

it('keeps what a server sets, by name, and sends it back in one header', () => {
  const first = takeCookies({}, ['csrftoken=abc; Path=/; SameSite=Lax', 'sessionid=x=y; HttpOnly'], now)
  expect(first).toEqual({ csrftoken: 'abc', sessionid: 'x=y' })
  const second = takeCookies(first, ['csrftoken=def; Max-Age=31449600'], now)
  expect(cookieHeader(second)).toEqual({ Cookie: 'csrftoken=def; sessionid=x=y' })
  expect(cookieHeader({})).toEqual({})
})

it.each([
  'sessionid=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/',
  'sessionid=x; max-age=-1',
  'sessionid=x; Expires=Sun, 12 Apr 2026 23:59:59 GMT',
  'sessionid='
])('lets go of a cookie that is taken back: %s', (line) => {
  expect(takeCookies({ sessionid: 'x', other: 'y' }, [line], now)).toEqual({ other: 'y' })
})

it('keeps a cookie that ends later', () => {
  const line = 'sessionid=x; expires=Mon, 27 Apr 2026 00:00:00 GMT; Max-Age=1209600'
  expect(takeCookies({}, [line], now)).toEqual({ sessionid: 'x' })
})

it('believes how long a cookie lasts before when it ends: that is by the clock of the server', () => {
  const line = 'sessionid=x; Max-Age=1209600; expires=Mon, 27 Apr 2026 00:00:00 GMT'
  expect(takeCookies({}, [line], Date.UTC(2030, 0, 1))).toEqual({ sessionid: 'x' })
  expect(takeCookies({}, ['sessionid=x; Max-Age=0; expires=Mon, 27 Apr 2026 00:00:00 GMT'], now)).toEqual({})
})

it.each(['', 'sessionid', '=x', 'a b=x', 'a=é', 'a=x\u0000'])(
  'takes no cookie that fits in no header: %j',
  (line) => {
    expect(takeCookies({}, [line], now)).toEqual({})
  }
)

it('reads the longest header that a server can send at once', () => {
  // Of the processor: what else this computer does is not counted.
  const before = process.cpuUsage()
  takeCookies({}, [`a=${' '.repeat(60_000)}\u0001`, `${' '.repeat(60_000)}a`, '='.repeat(60_000)], now)
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
})
