import { useTranslations } from 'use-intl'
import type { CallResult } from '../../../shared/ipc/contract.ts'
import type { LocalServer } from '../../../shared/ipc/local-server.ts'
import { keyOfCode } from '../../i18n/codes.ts'
import { en } from '../../i18n/en.ts'
import { useModel, useServices, useSession } from '../../state/app-context.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './local-server-group.module.css'
import { Group, Row, Rows } from './rows.tsx'

/** The server inside the app, where there is one: how it is, where its data is, and how it is stopped. */
export function LocalServerGroup() {
  const server = useModel((model) => model.app?.localServer)
  const isOnIt = useModel((model) => model.app?.isOnLocalServer ?? false)
  return server && server.origin !== null ? <Existing server={server} isOnIt={isOnIt} /> : null
}

function Existing({ server, isOnIt }: { server: LocalServer; isOnIt: boolean }) {
  const t = useTranslations('localServer')
  const problems = useTranslations('hostingProblems')
  const { client, notices } = useServices()
  const session = useSession()
  const { phase, problem, origin, folder, name } = server
  // Nobody's account calls it back.
  const state = t(phase === 'off' && !isOnIt ? 'stopped' : `states.${phase}`)
  const told = phase === 'failed' && problem !== null
  const text = told ? `${state} ${problems(keyOfCode(en.hostingProblems, problem))}` : state
  const reveal = (what: 'folder' | 'log') =>
    void client.call('localServer.reveal', { what }).then((answer: CallResult<'localServer.reveal'>) => {
      if (!answer.ok) notices.push({ tone: 'error', title: (say) => say('hosting.notRevealed') })
    })
  return (
    <Group title={t('title')}>
      <Rows>
        <Row title={name ?? (isOnIt ? session.server.name : t('address'))} text={origin} />
        <Row title={t('state')} text={<span role="status">{text}</span>}>
          {phase === 'failed' && <Button onClick={() => reveal('log')}>{t('log')}</Button>}
          <StartStop phase={phase} />
        </Row>
        <Row title={t('folder')} text={<span className={styles['path']}>{folder}</span>}>
          <Button onClick={() => reveal('folder')}>{t('show')}</Button>
        </Row>
        {isOnIt && (
          <Row
            title={t('password')}
            text={
              <>
                {t('passwordText')}
                <br />
                {t('passwordBy')}
                <code className={styles['command']}>
                  npm run server -- user reset-password {session.user.username} --data &quot;{folder}&quot;
                </code>
              </>
            }
          />
        )}
      </Rows>
    </Group>
  )
}

/** The same button for both, so that the focus stays on it. */
function StartStop({ phase }: Pick<LocalServer, 'phase'>) {
  const t = useTranslations('localServer')
  const { client } = useServices()
  const isRunning = phase === 'running' || phase === 'stopping'
  return (
    <Button
      isBusy={phase === 'starting' || phase === 'stopping'}
      busyLabel={t(`states.${isRunning ? 'stopping' : 'starting'}`)}
      onClick={() => void client.call(isRunning ? 'localServer.stop' : 'localServer.start', {})}
    >
      {t(isRunning ? 'stop' : phase === 'elsewhere' ? 'look' : 'start')}
    </Button>
  )
}
