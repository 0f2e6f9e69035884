import { openService } from './bus-service.ts'

const NAME = 'org.freedesktop.login1'
const PATH = '/org/freedesktop/login1'

/** What of a computer's login service reaches programs: that it goes to sleep, and has woken. */
export interface LoginService {
  sleep(): void
  wake(): void
  close(): void
}

/** Has to be there before the programs that are to listen to it. */
export async function startLoginService(address: string): Promise<LoginService> {
  const service = await openService(address, NAME)
  const prepare = (isAboutToSleep: boolean): void =>
    service.emit(PATH, `${NAME}.Manager`, 'PrepareForSleep', 'b', [isAboutToSleep])
  return { sleep: () => prepare(true), wake: () => prepare(false), close: service.close }
}
